import { type HttpContract, takesIdempotencyKey } from '../shared/function/contract.ts';
import { say } from '../shared/text.ts';

/** The answers to a caller that cannot be served, by the name they have in the document. */
export const PROBLEMS = {
  BadRequest: [400, say('Requête illisible', 'Unreadable request')],
  Unauthenticated: [401, say('Clé d’API absente ou refusée', 'API key missing or refused')],
  Forbidden: [403, say('Droit manquant', 'Missing right')],
  NotFound: [404, say('Introuvable, ou d’un autre compte', 'Not found, or of another account')],
  Conflict: [
    409,
    say(
      'Impossible dans cet état, Idempotency-Key déjà employée, ou même requête encore en cours',
      'Not possible in this state, Idempotency-Key reused, or same request still under way',
    ),
  ],
  TooLarge: [413, say('Requête trop grande', 'Request too large')],
  UnsupportedMediaType: [415, say('Type de contenu non pris en charge', 'Unsupported media type')],
  Invalid: [422, say('Données invalides, champ par champ', 'Invalid data, field by field')],
  TooManyRequests: [429, say('Trop de demandes', 'Too many requests')],
  Unavailable: [503, say('Momentanément indisponible : réessayez', 'Unavailable for a moment: try again')],
  Unexpected: [500, say('Erreur de notre côté', 'Something went wrong on our side')],
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
    TooManyRequests: limit || problems.includes(429),
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
