import { type Locale, say } from '../shared/text.ts';
import { meaningOf, PROBLEMS } from './openapi-problems.ts';

const problemIn = (locale: Locale) => ({
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: {
      type: 'string',
      format: 'uri',
      description: say(
        'Stable, pour les programmes ; sa page dit la cause et le remède',
        'Stable, for programs; its page says cause and remedy',
      )[locale],
      examples: ['https://api.exemple.fr/problems/invalid'],
    },
    title: { type: 'string', description: say('Le problème, en deux mots', 'The problem, in two words')[locale] },
    status: { type: 'integer', examples: [422] },
    detail: {
      type: 'string',
      description: say('Ce qui s’est passé et que faire', 'What happened and what to do')[locale],
    },
    errors: {
      type: 'array',
      description: say('Chaque champ à corriger', 'Each field to correct')[locale],
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
          detail: { type: 'string', description: say('Quoi corriger', 'What to correct')[locale] },
        },
      },
    },
    requestId: {
      type: 'string',
      description: say('À citer si vous nous écrivez', 'To quote if you write to us')[locale],
    },
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
      schema: { type: 'string', minLength: 1, maxLength: 255, examples: ['5f0f3c0e-8b8e-4a53-9a0e-0b6b2c1d7e44'] },
    },
  },
  responses: Object.fromEntries(
    Object.entries(PROBLEMS).map(([name, status]) => [name, problemResponse(status, locale)]),
  ),
  schemas: { Problem: problemIn(locale) as Record<string, unknown> },
});
