import { parametersOf, segmentsOf } from '../../shared/function/route-path.ts';
import type { Route } from './wiring.ts';

export interface Match {
  route: Route;
  pathParameters: Record<string, string>;
}

interface Candidate {
  route: Route;
  method: string;
  segments: string[];
}

/** How specific a segment is, from the most: a word, `{name}`, `{name+}`. */
const rank = (segment: string) => (segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0);

/** A function that finds the route of a request as API Gateway does: the most specific path first, `ANY` last. */
export function router(routes: Route[]): (method: string, path: string) => Match | undefined {
  const candidates = routes
    .filter(({ key }) => key !== '$default')
    .map((route): Candidate => {
      const [method = '', path = ''] = route.key.split(' ');
      return { route, method, segments: segmentsOf(path) };
    })
    .sort(bySpecificity);
  const fallback = routes.find(({ key }) => key === '$default');

  return (method, path) => {
    const asked = segmentsOf(path);
    for (const candidate of candidates) {
      if (candidate.method !== method && candidate.method !== 'ANY') continue;
      const pathParameters = parametersOf(candidate.segments, asked);
      if (pathParameters) return { route: candidate.route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: {} };
  };
}

function bySpecificity(a: Candidate, b: Candidate): number {
  for (let i = 0; i < Math.min(a.segments.length, b.segments.length); i++) {
    const difference = rank(a.segments[i]!) - rank(b.segments[i]!);
    if (difference !== 0) return difference;
  }
  return b.segments.length - a.segments.length || Number(a.method === 'ANY') - Number(b.method === 'ANY');
}
