import type { Locale } from '../../../shared/text.ts';

const WORDS = {
  fr: {
    title: 'Documentation de l’API',
    lead: 'Chaque appel, ce qu’il demande, ce qu’il rend, et comment l’écrire. Une signature se suit de haut en bas : un contact, un document, une demande.',
    other: 'In English',
    contents: 'Sommaire',
    conventions: [
      'Une clé (`Authorization: Bearer gk_…`) ouvre ce que ses droits permettent ; chaque appel dit le sien.',
      'Corps et réponses en JSON (camelCase), dates ISO 8601 en UTC, argent en centimes.',
      'Une liste rend `{items, nextCursor}` ; redonnez `nextCursor` dans `cursor`, avec les mêmes filtres, jusqu’à ce qu’il soit `null`.',
      '`Idempotency-Key` sur un POST : la même requête répétée rend la première réponse, pendant 24 h.',
      'L’API s’appelle d’un serveur, jamais d’une page d’un autre site : sa clé s’y lirait. Seuls `/openapi.json` et `/health` se lisent de partout.',
      'Une erreur est un problème (RFC 9457), dans la langue de `Accept-Language` : `type` est l’adresse de sa page.',
    ],
    examplesIn: 'Exemples en',
    example: 'Un exemple',
    facts: 'Ce qui est annoncé',
    factsLead: 'Par webhook (`POST /v1/webhook-endpoints`) et par `GET /v1/facts`.',
    schemas: 'Formes',
    problems: 'Problèmes',
    problemsLead: 'Chaque page dit la cause et le remède.',
  },
  en: {
    title: 'API documentation',
    lead: 'Each call, what it asks for, what it answers, and how to write it. A signature reads from top to bottom: a contact, a document, a request.',
    other: 'En français',
    contents: 'Contents',
    conventions: [
      'A key (`Authorization: Bearer gk_…`) opens what its rights allow; each call tells the one it needs.',
      'Bodies and answers are JSON (camelCase), times ISO 8601 in UTC, money in cents.',
      'A list answers `{items, nextCursor}`; give `nextCursor` back as `cursor`, with the same filters, until it is `null`.',
      '`Idempotency-Key` on a POST: the same request repeated gets the first answer, for 24 h.',
      'The API is called by servers, never by a page of another site: its key could be read there. Only `/openapi.json` and `/health` can be read from anywhere.',
      'An error is a problem (RFC 9457), in the language of `Accept-Language`: `type` is the address of its page.',
    ],
    examplesIn: 'Examples in',
    example: 'An example',
    facts: 'What is told',
    factsLead: 'By webhook (`POST /v1/webhook-endpoints`) and by `GET /v1/facts`.',
    schemas: 'Shapes',
    problems: 'Problems',
    problemsLead: 'Each page tells the cause and the remedy.',
  },
} as const;

export const textsOf = (locale: Locale) => WORDS[locale];
