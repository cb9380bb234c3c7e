import * as z from 'zod';
import { factNames } from '../../events/every-fact.ts';
import { about, createdAt, idOf, moment, updatedAt } from '../../shared/fields/about.ts';
import { line } from '../../shared/fields/text-line.ts';
import { packed } from '../../shared/text.ts';
import { endpointStates } from './endpoint-states.ts';

/** Stands for every fact, those to come too. */
export const EVERY = '*';

/** Why an endpoint is no longer called: somebody said so, it answered 410, it failed for days. */
const DISABLED_BECAUSE = ['by-hand', 'gone', 'failing'] as const;

const url = z
  .url()
  .max(2000)
  .refine(
    (typed) => {
      if (!URL.canParse(typed)) return true;
      const { username, password, hash } = new URL(typed);
      return !(username || password || hash);
    },
    packed(
      'Donnez l’adresse sans identifiants ni « # » : les appels sont signés.',
      'Give the address without a login or a “#”: calls are signed.',
    ),
  );

export const webhookEndpointInput = z.strictObject({
  url: url.meta(
    about('L’adresse à appeler, en https.', 'The address to call, over https.', 'https://crm.exemple.fr/guichet'),
  ),
  facts: z
    .array(z.enum([EVERY, ...factNames]))
    .min(1)
    .max(100)
    .meta(
      about('Les faits à dire ; `*` : tous.', 'The facts to tell; `*`: all.', ['signature.completed', 'mail.bounced']),
    ),
  description: line(200)
    .optional()
    .meta(about('Pour vous y retrouver.', 'For you to know it by.', 'CRM')),
});

export const webhookEndpointChange = webhookEndpointInput
  .extend({
    description: line(200)
      .nullable()
      .meta(about('Pour vous y retrouver.', 'For you to know it by.', 'CRM')),
    enabled: z.boolean().meta(about('S’il est appelé.', 'Whether it is called.', true)),
  })
  .partial();

/** A secret that signs: the newest for good, the one before it until it ends. */
export const secretView = z.object({
  createdAt,
  until: moment('Quand il cessera de signer.', 'When it will stop signing.').optional(),
});

/** An endpoint as its account sees it, without its secrets. */
export const webhookEndpointView = z
  .object({
    id: idOf('whe'),
    url: z.string().meta(about('L’adresse appelée.', 'The address that is called.', 'https://crm.exemple.fr/guichet')),
    facts: z
      .array(z.string())
      .meta(about('Les faits qui y sont dits.', 'The facts that are told there.', ['signature.completed'])),
    description: z
      .string()
      .optional()
      .meta(about('Pour vous y retrouver.', 'For you to know it by.', 'CRM')),
    status: endpointStates.schema,
    disabledBecause: z
      .enum(DISABLED_BECAUSE)
      .optional()
      .meta(
        about(
          'Pourquoi il n’est plus appelé : à la main, 410 répondu, trois jours d’échecs.',
          'Why it is no longer called: by hand, 410 answered, three days of failures.',
        ),
      ),
    /** Every call has failed since then. */
    failingSince: moment('Depuis quand tout appel échoue.', 'Since when every call has failed.').optional(),
    slowSince: moment(
      'Depuis quand il met plus de 5 secondes à répondre : il est appelé à part.',
      'Since when it takes more than 5 seconds to answer: it is called apart.',
    ).optional(),
    secrets: z
      .array(secretView)
      .meta(
        about(
          'Ceux qui signent, le plus récent d’abord, sans leur valeur.',
          'Those that sign, the newest first, without their value.',
        ),
      ),
    createdAt,
    updatedAt,
  })
  .meta({ id: 'WebhookEndpoint' });

/** The same when its secret has just been made: it is not shown again. */
export const webhookEndpointWithSecret = webhookEndpointView
  .extend({
    secret: z.string().meta(about('Ce qui signe ; montré ici seulement.', 'What signs; shown only here.', 'whsec_…')),
  })
  .meta({ id: 'WebhookEndpointWithSecret' });
