import * as z from 'zod';
import { factNames } from '../../events/every-fact.ts';
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
  url,
  facts: z
    .array(z.enum([EVERY, ...factNames]))
    .min(1)
    .max(100),
  description: line(200).optional(),
});

export const webhookEndpointChange = webhookEndpointInput
  .extend({ description: line(200).nullable(), enabled: z.boolean() })
  .partial();

/** A secret that signs: the newest for good, the one before it until it ends. */
export const secretView = z.object({ createdAt: z.string(), until: z.string().optional() });

/** An endpoint as its account sees it, without its secrets. */
export const webhookEndpointView = z.object({
  id: z.string(),
  url: z.string(),
  /** Names of facts, or `*`. */
  facts: z.array(z.string()),
  description: z.string().optional(),
  status: endpointStates.schema,
  disabledBecause: z.enum(DISABLED_BECAUSE).optional(),
  /** Every call has failed since then. */
  failingSince: z.string().optional(),
  /** The newest first. */
  secrets: z.array(secretView),
  createdAt: z.string(),
  updatedAt: z.string(),
});

/** The same when its secret has just been made: it is not shown again. */
export const webhookEndpointWithSecret = webhookEndpointView.extend({ secret: z.string() });
