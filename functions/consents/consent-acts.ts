import * as z from 'zod';
import { LOCALES, say } from '../../shared/text.ts';
import { type ActOf, acts } from '../proof/acts.ts';
import { sealedDetails } from '../proof/sealed-file.ts';
import { MAILS } from './commands/follow-consent-mail.ts';
import { CHANNELS, GROUNDS } from './consent-view.ts';

/** Whence a person acted. */
const seen = { address: z.string(), userAgent: z.string() };
/** Which words were shown: they themselves are personal, for they name people. */
const shown = { wordingVersion: z.string(), wordingSha256: z.string(), locale: z.enum(LOCALES) };
const asked = {
  by: ['user'],
  details: {
    ...shown,
    ground: z.enum(GROUNDS),
    /** Who says so: the caller, or the kind of the contact's record. */
    groundFrom: z.enum(['caller', 'record']),
    perMonth: z.int(),
    contactId: z.string(),
    keyId: z.string(),
  },
  personal: { ...seen, email: z.string(), wording: z.string(), asker: z.string(), company: z.string().optional() },
} as const;

/** The mailing in whose email the link stood by which a recipient says no. */
const byMailing = { mailingId: z.string().optional() };

const mailed = { about: z.enum(MAILS), mailId: z.string(), messageId: z.string().optional() };
/** Of a mail that did not arrive: one of our causes, and the words of the server. */
const undelivered = {
  by: ['system'],
  details: { ...mailed, cause: z.string().optional() },
  personal: { to: z.string(), reason: z.string().optional() },
} as const;

/** All that can happen to the consent of an address. */
export const consentActs = acts({
  requested: { ...asked, words: say('Consentement demandé', 'Consent asked for') },
  renewed: { ...asked, words: say('Demande renouvelée', 'Asked again') },
  reminded: { by: ['system'], words: say('Rappel envoyé', 'Reminder sent') },
  'email-sent': {
    by: ['system'],
    details: { ...mailed, takenAt: z.string().optional() },
    personal: { to: z.string() },
    words: say('E-mail parti', 'Email sent'),
  },
  'email-delivered': {
    by: ['system'],
    details: { ...mailed, deliveredAt: z.string().optional() },
    personal: { to: z.string() },
    words: say('E-mail arrivé', 'Email delivered'),
  },
  'email-bounced': {
    ...undelivered,
    details: { ...undelivered.details, bouncedAt: z.string().optional() },
    words: say('E-mail rejeté', 'Email bounced'),
  },
  'email-failed': { ...undelivered, words: say('E-mail non remis', 'Email not delivered') },
  accepted: {
    by: ['recipient'],
    details: { ...shown, channel: z.enum(CHANNELS), purpose: z.literal('mailings') },
    personal: { ...seen, email: z.string(), wording: z.string(), business: z.string() },
    words: say('Consentement donné', 'Consent given'),
  },
  refused: {
    by: ['recipient'],
    details: { channel: z.enum(CHANNELS), ...byMailing },
    personal: { ...seen, email: z.string(), business: z.string() },
    words: say('Consentement refusé', 'Consent refused'),
  },
  withdrawn: {
    by: ['recipient', 'user'],
    details: { channel: z.enum(CHANNELS), ...byMailing, keyId: z.string().optional() },
    personal: { ...seen, email: z.string(), business: z.string(), reason: z.string().optional() },
    words: say('Consentement retiré', 'Consent withdrawn'),
  },
  sealed: {
    by: ['system'],
    details: { filename: z.string(), ...sealedDetails },
    words: say('Reçu scellé', 'Receipt sealed'),
  },
});

/** An act of a consent, to be recorded. */
export type ConsentAct = ActOf<typeof consentActs>;
