/** Paths of routes as an HTTP API reads them: words, `{name}`, and a last `{name+}` that stands for all that follows. */

export const segmentsOf = (path: string): string[] => path.split('/').slice(1);

/** What the names of a pattern stand for in a path, or nothing when it is not such a path. Both as segments. */
export function parametersOf(pattern: string[], asked: string[]): Record<string, string> | undefined {
  const greedy = pattern.at(-1)?.endsWith('+}') ?? false;
  if (greedy ? asked.length < pattern.length : asked.length !== pattern.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [i, segment] of pattern.entries()) {
    const value = segment.endsWith('+}') ? asked.slice(i).join('/') : asked[i]!;
    if (!segment.startsWith('{')) {
      if (segment !== value) return undefined;
    } else if (value === '') return undefined;
    else parameters[segment.replace(/[{}+]/g, '')] = value;
  }
  return parameters;
}
