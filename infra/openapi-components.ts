/** The answers to a caller that cannot be served, by the name they have in the document. */
const PROBLEMS = {
  BadRequest: [400, 'Requête illisible / unreadable request'],
  Unauthenticated: [401, 'Clé d’API absente ou refusée / API key missing or refused'],
  Forbidden: [403, 'Droit manquant / missing right'],
  NotFound: [404, 'Introuvable, ou d’un autre compte / not found, or of another account'],
  Conflict: [
    409,
    'Impossible dans cet état, ou Idempotency-Key déjà employée / not possible in this state, or Idempotency-Key reused',
  ],
  UnsupportedMediaType: [415, 'Type de contenu non pris en charge / unsupported media type'],
  Invalid: [422, 'Données invalides, champ par champ / invalid data, field by field'],
  TooManyRequests: [429, 'Trop de demandes / too many requests'],
  Unexpected: [500, 'Erreur de notre côté / something went wrong on our side'],
} as const;
export type ProblemName = keyof typeof PROBLEMS;

export const problemStatus = Object.fromEntries(
  Object.entries(PROBLEMS).map(([name, [status]]) => [name, status]),
) as Record<ProblemName, number>;

const problem = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'Stable, pour les programmes / stable, for programs' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: {
            type: 'string',
            description: 'Pointeur JSON, ou `?nom` d’un paramètre / JSON pointer, or `?name` of a parameter',
          },
          detail: { type: 'string' },
        },
      },
    },
    requestId: { type: 'string' },
  },
};

const problemResponse = (description: string, status: number) => ({
  description,
  ...(status === 429 && {
    headers: { 'Retry-After': { description: 'Secondes / seconds', schema: { type: 'integer' } } },
  }),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** What every operation refers to. */
export const COMPONENTS = {
  securitySchemes: {
    apiKey: {
      type: 'http',
      scheme: 'bearer',
      description: 'Votre clé d’API, `gk_…` / your API key, `gk_…`',
    },
  },
  parameters: {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      description:
        'De votre choix, nouvelle pour chaque intention : la même requête répétée avec la même clé rend la première réponse, pendant 24 h. / ' +
        'Yours to choose, new for each intent: the same request repeated with the same key gets the first answer, for 24 h.',
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
    },
  },
  responses: Object.fromEntries(
    Object.entries(PROBLEMS).map(([name, [status, description]]) => [name, problemResponse(description, status)]),
  ),
  schemas: { Problem: problem as Record<string, unknown> },
};
