import { type HttpContract, takesIdempotencyKey } from '../shared/function/contract.ts';

/** The answers to a caller that cannot be served, by the name they have in the document. */
export const PROBLEMS = {
  BadRequest: [400, 'Requête illisible / unreadable request'],
  Unauthenticated: [401, 'Clé d’API absente ou refusée / API key missing or refused'],
  Forbidden: [403, 'Droit manquant / missing right'],
  NotFound: [404, 'Introuvable, ou d’un autre compte / not found, or of another account'],
  Conflict: [
    409,
    'Impossible dans cet état, Idempotency-Key déjà employée, ou même requête encore en cours / not possible in this state, Idempotency-Key reused, or same request still under way',
  ],
  TooLarge: [413, 'Requête trop grande / request too large'],
  UnsupportedMediaType: [415, 'Type de contenu non pris en charge / unsupported media type'],
  Invalid: [422, 'Données invalides, champ par champ / invalid data, field by field'],
  TooManyRequests: [429, 'Trop de demandes / too many requests'],
  Unavailable: [503, 'Momentanément indisponible : réessayez / unavailable for a moment: try again'],
  Unexpected: [500, 'Erreur de notre côté / something went wrong on our side'],
} as const;
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
    TooManyRequests: limit,
    // Many writers of one thing at once.
    Unavailable: !route.startsWith('GET ') && access.includes('table:write'),
  };
  const names = (Object.keys(possible) as ProblemName[]).filter((name) => possible[name]);
  return new Map(names.map((name) => [PROBLEMS[name][0], name]));
}

/** Every status that the document of an operation declares. */
export const statusesOf = (contract: HttpContract): number[] => [
  ...Object.keys(contract.returns).map(Number),
  ...problemsOf(contract).keys(),
  PROBLEMS.Unexpected[0],
];
