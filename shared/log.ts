/**
 * One JSON line per event. Values are scrubbed on the way out, by the name of the field and by their look, so that a
 * secret, a code, a token or a document cannot reach a log by mistake.
 */
type Fields = Record<string, unknown>;
type Level = 'info' | 'warn' | 'error';

const SECRET_NAME =
  /secret|token|code$|^code|password|authorization|cookie|apikey|api_key|signature$|body|html|bytes|content$/i;
const LOOKS_SECRET: readonly [RegExp, string][] = [
  [/gk_[\w-]+/g, 'gk_[hidden]'],
  [/(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g, '[hidden]'],
  [/(^|[^\w-])eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '$1[hidden]'],
  [/([?&]X-Amz-[\w-]+=)[^&\s"]+/g, '$1[hidden]'],
  [/(?<![\w-])\d{6}(?![\w-])/g, '[6 digits]'],
];
const LONGEST = 1000;
/** Also the end of things that contain themselves. */
const DEEPEST = 8;

function scrubText(text: string): string {
  // Cut last: half a token is not recognised as one.
  const safe = LOOKS_SECRET.reduce((line, [look, instead]) => line.replace(look, instead), text);
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST)}… (${safe.length})` : safe;
}

export function scrub(value: unknown, name = '', depth = 0): unknown {
  if (typeof value === 'boolean' || value === null || value === undefined) return value;
  if (SECRET_NAME.test(name)) return '[hidden]';
  if (typeof value === 'number') return value;
  if (depth > DEEPEST) return '[deeper]';
  if (typeof value === 'string') return scrubText(value);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Error) {
    const { message, stack, cause, name: kind } = value;
    return {
      kind,
      message: scrubText(message),
      stack: stack && scrubText(stack),
      cause: cause && scrub(cause, '', depth + 1),
    };
  }
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => scrub(item, name, depth + 1));
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scrub(item, key, depth + 1)]));
  }
  return String(value);
}

export interface Log {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
  /** The same log with fields on every line. */
  with(fields: Fields): Log;
}

export function logger(context: Fields = {}, write: (line: string) => void = console.log): Log {
  const line =
    (level: Level) =>
    (event: string, fields: Fields = {}) =>
      write(JSON.stringify({ level, event, ...(scrub({ ...context, ...fields }) as Fields) }));
  return {
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    with: (fields) => logger({ ...context, ...fields }, write),
  };
}
