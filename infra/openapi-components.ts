import { PROBLEMS } from './openapi-problems.ts';

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
            description:
              'Pointeur JSON dans le corps ; `?nom` d’un paramètre de requête ; nom nu d’un paramètre de chemin ou d’un en-tête / ' +
              'JSON pointer into the body; `?name` of a query parameter; bare name of a path parameter or of a header',
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
  ...([429, 503].includes(status) && {
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
