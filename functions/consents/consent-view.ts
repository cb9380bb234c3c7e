import * as z from 'zod';
import { suppressionReason } from '../mail/suppression-view.ts';
import { consentStates } from './consent-states.ts';
import { wordingSchema } from './wording.ts';

/**
 * Why the business may ask at all: the address is a customer's, who was told; or a professional's, whose trade the
 * mailings concern (article L34-5 of the French postal code).
 */
export const GROUNDS = ['customer', 'professional'] as const;
export type Ground = (typeof GROUNDS)[number];

/** By which way something was said. */
export const CHANNELS = ['consent-page', 'unsubscribe-link', 'portal', 'api'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What the business may do now. Nobody but the recipient may accept, or come back on a refusal or a withdrawal. */
export const ACTIONS = ['request', 'renew', 'withdraw'] as const;

/** The consent of an address as the API shows it; times in ISO 8601. */
export const consentView = z.object({
  /** None as long as nothing has happened to it. */
  id: z.string().optional(),
  email: z.string(),
  status: consentStates.schema,
  /** No contact of the business has this address: it is never asked, nor written to. */
  external: z.boolean(),
  actions: z.array(z.enum(ACTIONS)),
  ground: z.enum(GROUNDS).optional(),
  contactId: z.string().optional(),
  requestedAt: z.string().optional(),
  remindedAt: z.string().optional(),
  /** From when on it can be asked for again. */
  renewableAt: z.string().optional(),
  /** When it was accepted, refused or withdrawn, and by whom. */
  decidedAt: z.string().optional(),
  decidedBy: z.enum(['recipient', 'business']).optional(),
  /** What was asked, word for word. */
  wording: wordingSchema.optional(),
  /** Nothing at all is sent to it, whatever was agreed: see `GET /v1/suppressions`. */
  suppressed: z.object({ reason: suppressionReason, at: z.string() }).optional(),
});

/** The same in a list. */
export const listedConsent = consentView.pick({
  id: true,
  email: true,
  status: true,
  ground: true,
  contactId: true,
  requestedAt: true,
  decidedAt: true,
  decidedBy: true,
});
