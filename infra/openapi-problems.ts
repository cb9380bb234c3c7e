import { type HttpContract, takesIdempotencyKey } from '../shared/function/contract.ts';
import { kindOf, kindsWith } from '../shared/problem/problem-kinds.ts';
import type { Locale } from '../shared/text.ts';

/** The answers to a caller that cannot be served, by the name they have in the document: their status. */
export const PROBLEMS = {
  BadRequest: 400,
  Unauthenticated: 401,
  Forbidden: 403,
  NotFound: 404,
  Conflict: 409,
  TooLarge: 413,
  UnsupportedMediaType: 415,
  Invalid: 422,
  TooManyRequests: 429,
  Unavailable: 503,
  Unexpected: 500,
} as const;

/** The kinds of problem answered with a status, each with the address of its page. */
export const meaningOf = (status: number, locale: Locale): string =>
  kindsWith(status)
    .map((type) => `[${kindOf(type).title[locale]}](/problems/${type})`)
    .join(' · ');

type ProblemName = keyof typeof PROBLEMS;

/** The problems that an operation can meet, by status. Anything else is ours: `Unexpected`. */
export function problemsOf(contract: HttpContract): Map<number, ProblemName> {
  const { route, auth, rights, query, body, limit, access, problems = [] } = contract;
  const isKeyed = takesIdempotencyKey(contract);
  const possible: Partial<Record<ProblemName, unknown>> = {
    BadRequest: body,
    Unauthenticated: auth === 'user',
    Forbidden: rights,
    NotFound: route.includes('{') || problems.includes(404),
    Conflict: isKeyed || problems.includes(409),
    TooLarge: body,
    UnsupportedMediaType: body,
    Invalid: query || body || isKeyed,
    TooManyRequests: limit || problems.includes(429),
    // Many writers of one thing at once.
    Unavailable: !route.startsWith('GET ') && access.includes('table:write'),
  };
  const names = (Object.keys(possible) as ProblemName[]).filter((name) => possible[name]);
  return new Map(names.map((name) => [PROBLEMS[name], name]));
}

/** Every status that the document of an operation declares. */
export const statusesOf = (contract: HttpContract): number[] => [
  ...Object.keys(contract.returns).map(Number),
  ...problemsOf(contract).keys(),
  PROBLEMS.Unexpected,
];
