import * as z from 'zod';
import { WHY_REFUSED } from '../../shared/codes/code.ts';
import { besideTold } from '../../shared/documents/beside-told.ts';
import { LOCALES, say } from '../../shared/text.ts';
import { type ActOf, acts } from '../proof/acts.ts';
import { sealedDetails } from '../proof/sealed-file.ts';
import { MAILS } from './commands/follow-signature-mail.ts';
import { INVITED_THROUGH } from './proof/legal-notice.ts';

/** Whence a person acted. */
const seen = { address: z.string(), userAgent: z.string() };
/** Which code: the first that was made for the signer is number 1. */
const tried = { number: z.int(), tries: z.int() };
const reading = { pagesViewed: z.int().optional(), timeZone: z.string().optional() };
const mail = {
  signerId: z.string(),
  mailId: z.string(),
  messageId: z.string().optional(),
  /** When the server took it. */
  acceptedAt: z.string().optional(),
  attempts: z.int(),
};
/** A mail that left. `through`: a sender's own server could have read it. */
const left = { ...mail, through: z.enum(INVITED_THROUGH) };
/** A mail that did not arrive. Servers quote addresses in their refusals. */
const undelivered = {
  details: { ...mail, about: z.enum(MAILS), cause: z.string().optional() },
  personal: { to: z.string(), reason: z.string().optional() },
};

/** An invitation that is sent again. `link`: which of the signer's it holds; the earlier ones serve no more. */
const resent = { signerId: z.string(), link: z.int(), keyId: z.string() };

/** All that can happen to a signature request, in the order of its life. */
export const requestActs = acts({
  requested: {
    by: ['user'],
    details: {
      documentId: z.string(),
      sha256: z.string(),
      size: z.int(),
      pages: z.int(),
      versionId: z.string(),
      signers: z.array(z.string()),
      /** The turn of each of them, where they sign by turns. */
      order: z.array(z.int()).optional(),
      keyId: z.string(),
      locale: z.enum(LOCALES),
      expiresAt: z.string().optional(),
      remindEvery: z.int().optional(),
      layers: z.int().optional(),
      attachments: z.array(z.string()).optional(),
      texts: z.int().optional(),
    },
    personal: {
      filename: z.string(),
      sender: z.string(),
      company: z.string().optional(),
      beside: besideTold.optional(),
      ...seen,
      signerIdentities: z.array(
        z.strictObject({ id: z.string(), name: z.string(), email: z.string(), phone: z.string() }),
      ),
    },
    words: say('Signature demandée', 'Signature requested'),
  },
  'email-sent': {
    by: ['system'],
    details: { ...left, about: z.literal('invitation') },
    personal: { to: z.string() },
    words: say('E-mail envoyé', 'Email sent'),
  },
  'email-bounced': { by: ['system'], ...undelivered, words: say('E-mail rejeté', 'Email bounced') },
  'email-failed': { by: ['system'], ...undelivered, words: say('E-mail non remis', 'Email not delivered') },
  corrected: {
    by: ['user'],
    details: resent,
    personal: { email: z.string().optional(), phone: z.string().optional(), ...seen },
    words: say('Coordonnées corrigées, invitation renvoyée', 'Details corrected, invitation sent again'),
  },
  resent: { by: ['user'], details: resent, personal: seen, words: say('Invitation renvoyée', 'Invitation sent again') },
  reminded: {
    by: ['user', 'system'],
    details: { signers: z.array(z.string()) },
    words: say('Rappel envoyé', 'Reminder sent'),
  },
  opened: {
    by: ['signer'],
    details: { via: z.enum(['page', 'link']), servedAt: z.iso.datetime(), ...reading },
    personal: seen,
    words: say('Document ouvert', 'Document opened'),
  },
  'code-sent': {
    by: ['system'],
    details: {
      signerId: z.string(),
      channel: z.literal('sms'),
      number: z.int(),
      messageId: z.string().optional(),
      maskedPhone: z.string(),
    },
    personal: { phone: z.string() },
    words: say('Code envoyé par SMS', 'Code sent by SMS'),
  },
  'code-refused': {
    by: ['signer'],
    details: { ...tried, reason: z.enum(WHY_REFUSED) },
    personal: seen,
    words: say('Code refusé', 'Code refused'),
  },
  'code-validated': {
    by: ['signer'],
    details: tried,
    personal: seen,
    words: say('Code validé', 'Code validated'),
  },
  signed: {
    by: ['signer'],
    details: {
      sha256: z.string(),
      consentVersion: z.string(),
      consentSha256: z.string(),
      locale: z.enum(LOCALES),
      ...reading,
    },
    personal: { ...seen, name: z.string(), consentText: z.string() },
    words: say('Consentement et signature', 'Consent and signature'),
  },
  declined: {
    by: ['signer'],
    personal: { reason: z.string().optional(), ...seen },
    words: say('Signature refusée', 'Signature declined'),
  },
  cancelled: {
    by: ['user'],
    details: { keyId: z.string() },
    personal: { reason: z.string().optional(), ...seen },
    words: say('Demande annulée', 'Request cancelled'),
  },
  expired: {
    by: ['system'],
    details: { expiresAt: z.string().optional() },
    words: say('Délai de signature passé', 'Time to sign over'),
  },
  sealed: {
    by: ['system'],
    details: sealedDetails,
    words: say('Document scellé', 'Document sealed'),
  },
  filed: {
    by: ['system'],
    details: { documentId: z.string(), originalDocumentId: z.string(), contactId: z.string() },
    personal: { filename: z.string() },
    words: say('Document classé', 'Document filed'),
  },
  notified: {
    by: ['system'],
    details: { ...left, about: z.literal('confirmation') },
    personal: { to: z.string() },
    words: say('Confirmation envoyée', 'Confirmation sent'),
  },
});

/** An act of a signature request, to be recorded. */
export type RequestAct = ActOf<typeof requestActs>;
export type RequestActOf<N extends RequestAct['act']> = Extract<RequestAct, { act: N }>;
