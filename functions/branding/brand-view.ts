import * as z from 'zod';
import { readabilityOf } from '../../shared/brand/colour.ts';
import { emailAddress } from '../../shared/fields/email-address.ts';
import { companyName, line } from '../../shared/fields/text-line.ts';
import { packed } from '../../shared/text.ts';

const inFrench = (contrast: number) => contrast.toFixed(1).replace('.', ',');

/** `#1C5A48` or `#175` -> `#1c5a48`; one that nobody could read on a light page is refused, with one that would do. */
const colour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#([0-9a-f]{3}){1,2}$/, {
    error: packed('Écrivez la couleur en hexadécimal : #1c5a48.', 'Write the colour in hexadecimal: #1c5a48.'),
  })
  .transform((hex) => (hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex))
  .superRefine((hex, context) => {
    const { isReadable, contrast, instead } = readabilityOf(hex);
    if (isReadable) return;
    context.addIssue({
      code: 'custom',
      message: packed(
        `Cette couleur est trop claire pour qu’on lise vos boutons et vos liens : contraste de ${inFrench(contrast)}, il en faut 4,5. Prenez-en une plus foncée, par exemple ${instead} ; la nuit, une nuance plus claire la remplace toute seule.`,
        `This colour is too light for your buttons and links to be read: contrast of ${contrast.toFixed(1)}, where 4.5 is needed. Take a darker one, for instance ${instead}; at night a lighter shade stands for it by itself.`,
      ),
    });
  });

/** A number as people write it, for people to call. */
const phone = line(40).regex(/^\+?[\d\s().-]{4,}$/, {
  error: packed('Écrivez un numéro de téléphone : 04 78 00 00 00.', 'Write a telephone number: +33 4 78 00 00 00.'),
});

/** What a business sets of its own sign, field by field; `null` takes it away. */
export const brandInput = z.strictObject({
  name: companyName.nullable().optional(),
  legalName: line(250).nullable().optional(),
  colour: colour.nullable().optional(),
  phone: phone.nullable().optional(),
  email: emailAddress.nullable().optional(),
});

/** A business's sign as the API shows it. */
export const brandView = z.object({
  name: z.string().optional(),
  legalName: z.string().optional(),
  colour: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  logo: z
    .object({
      url: z.string(),
      type: z.enum(['image/png', 'image/jpeg']),
      width: z.int(),
      height: z.int(),
      size: z.int(),
    })
    .optional(),
});
