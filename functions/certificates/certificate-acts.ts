import * as z from 'zod';
import { LOCALES, say } from '../../shared/text.ts';
import { type ActOf, acts } from '../proof/acts.ts';
import { sealedDetails } from '../proof/sealed-file.ts';

/** Whence a person acted. */
const seen = { address: z.string(), userAgent: z.string() };

/** All that can happen to a certificate. */
export const certificateActs = acts({
  issued: {
    by: ['user'],
    details: {
      certificate: z.string(),
      templateId: z.string(),
      templateVersion: z.int(),
      locale: z.enum(LOCALES),
      keyId: z.string(),
      campaignId: z.string().optional(),
      expiresAt: z.string().optional(),
      /** The one that it takes the place of. */
      replaces: z.string().optional(),
    },
    personal: {
      ...seen,
      holder: z.string(),
      email: z.string(),
      issuer: z.string(),
      values: z.record(z.string(), z.string()),
    },
    words: say('Certificat délivré', 'Certificate issued'),
  },
  sealed: {
    by: ['system'],
    details: { filename: z.string(), ...sealedDetails },
    words: say('Certificat scellé', 'Certificate sealed'),
  },
  badged: {
    by: ['system'],
    details: {
      badgeSha256: z.string(),
      /** That verifies it: SubjectPublicKeyInfo, base64. */
      publicKey: z.string(),
      /** Where it stands once it is revoked. */
      statusList: z.string(),
      statusListIndex: z.int(),
    },
    words: say('Badge signé', 'Badge signed'),
  },
  activated: {
    by: ['recipient', 'system'],
    /** By its page; or beforehand, for its holder had activated another. */
    details: { how: z.enum(['page', 'beforehand']) },
    personal: { address: z.string().optional(), userAgent: z.string().optional() },
    words: say('Certificat activé', 'Certificate activated'),
  },
  resent: {
    by: ['user'],
    /** Its email, to this address from now on. */
    details: { keyId: z.string() },
    personal: { ...seen, email: z.string() },
    words: say('E-mail renvoyé', 'Email sent again'),
  },
  revoked: {
    by: ['user'],
    details: { keyId: z.string(), replacedBy: z.string().optional() },
    personal: { ...seen, reason: z.string() },
    words: say('Certificat révoqué', 'Certificate revoked'),
  },
});
export type CertificateAct = ActOf<typeof certificateActs>;
