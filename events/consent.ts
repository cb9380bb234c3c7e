import * as z from 'zod';
import { about, idOf } from '../shared/fields/about.ts';
import { facts } from '../shared/function/fact.ts';
import { say } from '../shared/text.ts';

/** What the owners of addresses agree to receive. */
export const consentFacts = facts({
  subject: 'consent',
  version: 1,
  kinds: {
    requested: say('Le consentement d’une adresse est demandé.', 'The consent of an address is asked for.'),
    accepted: say('Le destinataire accepte de recevoir les envois.', 'The recipient agrees to receive mailings.'),
    refused: say('Le destinataire refuse les envois.', 'The recipient refuses mailings.'),
    withdrawn: say(
      'Le consentement est retiré, par le destinataire ou par l’entreprise.',
      'The consent is withdrawn, by the recipient or by the business.',
    ),
  },
  data: z.object({
    /** `GET /v1/consents/{consentId}` tells its address. */
    consentId: idOf('cns', 'Le consentement.', 'The consent.'),
    /** The contact of whom it was asked. */
    contactId: idOf('ctc', 'Le contact.', 'The contact.').optional(),
    /** By which way the recipient or the business said so. */
    channel: z
      .string()
      .optional()
      .meta(about('Par quelle voie.', 'By which way.', 'consent-page')),
    /** The mailing in whose email the link stood by which a recipient said no. */
    mailingId: idOf('mlg', 'L’envoi dont le lien fut suivi.', 'The mailing whose link was followed.').optional(),
  }),
  sample: {
    consentId: 'cns_01kb3qa4d7t9v2x5m8p0e3hjwr',
    contactId: 'ctc_01kb3q9tq2c5j8g4w6e0ysnmfa',
    channel: 'consent-page',
  },
});
