import * as z from 'zod';
import { about, createdAt, idOf, moment } from '../../shared/fields/about.ts';
import { RIGHTS } from '../../shared/identity/rights.ts';

/** A right, or `*`: all of them. */
export const right = z.enum(['*', ...RIGHTS]);

/** An API key as its account sees it, without its secret. */
export const keyView = z
  .object({
    id: idOf('key'),
    name: z.string().meta(about('Ce à quoi elle sert.', 'What it is for.', 'CRM')),
    thirdParty: z
      .string()
      .optional()
      .meta(about('Le partenaire à qui elle est donnée.', 'The partner to whom it is given.', 'CRM Durand')),
    rights: z
      .array(right)
      .meta(about('Ce qu’elle permet.', 'What it allows.', ['signatures:write', 'documents:write'])),
    createdAt,
    revokedAt: moment('Depuis quand elle n’ouvre plus rien.', 'Since when it opens nothing any more.').optional(),
  })
  .meta({ id: 'ApiKey' });
