import * as z from 'zod';
import { readabilityOf } from '../../shared/brand/colour.ts';
import { about } from '../../shared/fields/about.ts';
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

const SAID = {
  name: about(
    'Le nom montré en tête des pages et des e-mails.',
    'The name at the head of pages and emails.',
    'Durand Menuiserie',
  ),
  legalName: about(
    'La dernière ligne : forme, adresse, numéro.',
    'The last line: legal form, address, registration.',
    'Durand & fils SARL, 12 rue des Lilas, 69003 Lyon',
  ),
  colour: about('La couleur des boutons et des liens.', 'The colour of buttons and links.', '#1c5a48'),
  phone: about('Le numéro où vous joindre.', 'The number to call you at.', '04 78 00 00 00'),
  email: about('L’adresse où vous joindre.', 'The address to reach you at.', 'contact@durand-menuiserie.fr'),
};

/** What a business sets of its own sign, field by field; `null` takes it away. */
export const brandInput = z.strictObject({
  name: companyName.nullable().optional().meta(SAID.name),
  legalName: line(250).nullable().optional().meta(SAID.legalName),
  colour: colour.nullable().optional().meta(SAID.colour),
  phone: phone.nullable().optional().meta(SAID.phone),
  email: emailAddress.nullable().optional().meta(SAID.email),
});

/** A business's sign as the API shows it. */
export const brandView = z
  .object({
    name: z.string().optional().meta(SAID.name),
    legalName: z.string().optional().meta(SAID.legalName),
    colour: z.string().optional().meta(SAID.colour),
    phone: z.string().optional().meta(SAID.phone),
    email: z.string().optional().meta(SAID.email),
    logo: z
      .object({
        url: z.string().meta(about('Où il se lit.', 'Where it is read.', 'https://guichet.exemple.fr/logos/…')),
        type: z.enum(['image/png', 'image/jpeg']).meta(about('Son format.', 'Its format.')),
        width: z.int().meta(about('Pixels de large.', 'Pixels wide.', 480)),
        height: z.int().meta(about('Pixels de haut.', 'Pixels high.', 160)),
        size: z.int().meta(about('Octets.', 'Bytes.', 18213)),
      })
      .optional()
      .meta(about('Le logo, s’il y en a un.', 'The logo, if there is one.')),
  })
  .meta({ id: 'Brand' });
