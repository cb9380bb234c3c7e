import * as z from 'zod';
import { signatureFacts } from '../../events/signature.ts';
import { about } from '../../shared/fields/about.ts';
import { namesOf } from '../../shared/function/fact.ts';
import type { User } from '../../shared/identity/user.ts';
import { LOCALES } from '../../shared/text.ts';

/** How a signature request ends, or stands still, for whoever sent it to be told. */
export const SIGNATURE_ENDINGS = ['completed', 'declined', 'cancelled', 'expired', 'failed'] as const;
export type SignatureEnding = (typeof SIGNATURE_ENDINGS)[number];
SIGNATURE_ENDINGS satisfies readonly (keyof (typeof signatureFacts)['kinds'])[];

/** The ending that a fact tells of. */
export const endingOf = (name: string): SignatureEnding | undefined =>
  SIGNATURE_ENDINGS.find((ending) => name === `${signatureFacts.subject}.${ending}`);

/** The facts that tell of one. */
export const endingFacts = namesOf(signatureFacts).filter(endingOf);

const fields = {
  locale: z.enum(LOCALES).meta(about('La langue de ces e-mails.', 'The language of these emails.', 'fr')),
  signatureEnded: z
    .array(z.enum(SIGNATURE_ENDINGS))
    .max(SIGNATURE_ENDINGS.length)
    .meta(
      about(
        'Les fins de vos demandes de signature dont un e-mail vous prévient ; `[]` : aucune.',
        'The endings of your signature requests of which an email tells you; `[]`: none.',
        ['completed', 'declined', 'expired', 'failed'],
      ),
    ),
};

export const noticesInput = z.strictObject(fields).partial();
export const noticesView = z.object(fields).meta({ id: 'Notices' });

/** What somebody is written of: everything, in French, unless they chose. */
export const noticesOf = ({ notices }: Pick<User, 'notices'>): z.output<typeof noticesView> => {
  const chosen = notices?.signatureEnded;
  return {
    locale: notices?.locale ?? 'fr',
    signatureEnded: SIGNATURE_ENDINGS.filter((ending) => chosen?.includes(ending) ?? true),
  };
};
