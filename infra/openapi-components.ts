import { type Locale, say } from '../shared/text.ts';
import { meaningOf, PROBLEMS } from './openapi-problems.ts';

const problemIn = (locale: Locale) => ({
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: {
      type: 'string',
      format: 'uri',
      description: say('Stable, pour les programmes', 'Stable, for programs')[locale],
    },
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
            description: say(
              'Pointeur JSON dans le corps ; `?nom` d’un paramètre de requête ; nom nu d’un paramètre de chemin ou d’un en-tête',
              'JSON pointer into the body; `?name` of a query parameter; bare name of a path parameter or of a header',
            )[locale],
          },
          detail: { type: 'string' },
        },
      },
    },
    requestId: { type: 'string' },
  },
});

const problemResponse = (status: number, locale: Locale) => ({
  description: meaningOf(status, locale),
  ...([429, 503].includes(status) && {
    headers: { 'Retry-After': { description: say('Secondes', 'Seconds')[locale], schema: { type: 'integer' } } },
  }),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** What every operation refers to. */
export const componentsIn = (locale: Locale) => ({
  securitySchemes: {
    apiKey: {
      type: 'http',
      scheme: 'bearer',
      description: say('Votre clé d’API, `gk_…`', 'Your API key, `gk_…`')[locale],
    },
  },
  parameters: {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      description: say(
        'De votre choix, nouvelle pour chaque intention : la même requête répétée avec la même clé rend la première réponse, pendant 24 h.',
        'Yours to choose, new for each intent: the same request repeated with the same key gets the first answer, for 24 h.',
      )[locale],
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
    },
  },
  responses: Object.fromEntries(
    Object.entries(PROBLEMS).map(([name, status]) => [name, problemResponse(status, locale)]),
  ),
  schemas: { Problem: problemIn(locale) as Record<string, unknown> },
});
