import * as z from 'zod';
import { about, idOf } from '../../shared/fields/about.ts';
import { country } from '../../shared/fields/country.ts';
import { emailAddress } from '../../shared/fields/email-address.ts';
import { phoneNumber } from '../../shared/fields/phone-number.ts';
import { line, lines } from '../../shared/fields/text-line.ts';
import { timeZone } from '../../shared/fields/wall-time.ts';
import { linkByLanguage } from '../../shared/fields/web-link.ts';
import { currency } from '../../shared/money/money.ts';
import { say, type Text } from '../../shared/text.ts';
import { offerName } from './offers.ts';

/** What a business tells its customers about, each on a page of its own. */
export const LEGAL_TOPICS = {
  terms: say('Conditions générales', 'Terms and conditions'),
  privacy: say('Vie privée', 'Privacy'),
  payment: say('Moyens de paiement', 'Means of payment'),
  delivery: say('Livraison', 'Delivery'),
  guarantee: say('Garantie et service après-vente', 'Guarantee and after-sales service'),
  withdrawal: say('Droit de rétractation', 'Right of withdrawal'),
  complaints: say('Plaintes et litiges', 'Complaints and disputes'),
  disclaimer: say('Mentions légales', 'Legal notice'),
} as const satisfies Readonly<Record<string, Text>>;
export type LegalTopic = keyof typeof LEGAL_TOPICS;
const TOPICS = Object.keys(LEGAL_TOPICS) as LegalTopic[];

const postalAddress = z
  .strictObject({
    street: line(200).meta(about('Rue et numéro.', 'Street and number.', '12 rue des Lilas')),
    postalCode: line(20).meta(about('Code postal.', 'Postal code.', '69003')),
    city: line(100).meta(about('Ville.', 'City.', 'Lyon')),
    country: country.meta(about('Pays, par son code.', 'Country, by its code.', 'FR')),
  })
  .meta(about('L’adresse du siège.', 'The address of its seat.'));

const legalLinks = z
  .partialRecord(z.enum(TOPICS), z.union([z.literal(''), linkByLanguage]))
  .transform(
    (links) =>
      Object.fromEntries(Object.entries(links).filter(([, link]) => link)) as Partial<Record<LegalTopic, string>>,
  )
  .meta(
    about(
      `Vos pages, par sujet (${TOPICS.join(', ')}). \`#LG#\` y devient la langue du lecteur ; un lien vide n’est pas montré.`,
      `Your pages, by topic (${TOPICS.join(', ')}). \`#LG#\` in them becomes the reader’s language; an empty link is not shown.`,
      { terms: 'https://www.durand-menuiserie.fr/#LG#/conditions' },
    ),
  );

const mediator = z
  .strictObject({
    name: line(200).meta(about('Son nom.', 'Its name.', 'CM2C')),
    url: linkByLanguage,
    address: lines(300)
      .optional()
      .meta(about('Son adresse.', 'Its address.', '49 rue de Ponthieu, 75008 Paris')),
  })
  .meta(
    about(
      'Le médiateur de la consommation. La plateforme européenne de règlement en ligne est fermée depuis juillet 2025.',
      'The consumer mediator. The European platform for online settlement has been closed since July 2025.',
    ),
  );

/** Who a business is, for who buys of it: the law wants it known before an order. */
export const businessInput = z.strictObject({
  legalName: line(200).meta(about('Sa dénomination.', 'Its legal name.', 'Durand & fils')),
  legalForm: line(60)
    .optional()
    .meta(about('Sa forme.', 'Its legal form.', 'SARL')),
  companyNumber: line(40)
    .optional()
    .meta(
      about(
        'Son numéro : BCE en Belgique, SIREN ou SIRET en France, vérifié ; absent si l’activité n’est pas régulière.',
        'Its number: BCE in Belgium, SIREN or SIRET in France, checked; absent where the activity is not regular.',
        '732 829 320',
      ),
    ),
  vatNumber: line(40)
    .optional()
    .meta(about('Son numéro de TVA.', 'Its VAT number.', 'FR44732829320')),
  vatExempt: z
    .boolean()
    .default(false)
    .meta(
      about(
        'S’il vend sans TVA : franchise en base (art. 293 B du CGI), petite entreprise.',
        'Whether it sells without VAT: as a small enterprise.',
        false,
      ),
    ),
  address: postalAddress,
  email: emailAddress.meta(
    about('L’adresse où ses clients écrivent.', 'Where its customers write.', 'contact@durand-menuiserie.fr'),
  ),
  phone: phoneNumber.optional(),
  timeZone: timeZone
    .optional()
    .meta(
      about(
        'Son fuseau, celui de ses ventes ; celui du pays sinon.',
        'Its time zone, that of its sales; that of the country otherwise.',
        'Europe/Paris',
      ),
    ),
  currency: currency.default('EUR').meta(about('La monnaie de ses prix.', 'The currency of its prices.', 'EUR')),
  legalLinks: legalLinks.default({}),
  mediator: mediator.optional(),
});

const counted = (fr: string, en: string, used: number, most: number) =>
  z
    .object({
      used: z.int().meta(about('Employé.', 'Used.', used)),
      limit: z.int().meta(about('Au plus.', 'At most.', most)),
    })
    .meta(about(fr, en));

/** The account as a seller: who it is, once that is told, where its pages are and what its offer gives. */
export const businessView = z
  .object({
    accountId: idOf('acc', 'L’identifiant public du compte.', 'The public id of the account.'),
    ...businessInput.partial().shape,
    directory: z
      .string()
      .optional()
      .meta(about('Son répertoire public.', 'Its public directory.', 'durand')),
    shopUrl: z
      .string()
      .optional()
      .meta(about('Où commencent ses pages.', 'Where its pages begin.', 'https://guichet.exemple.fr/shop/durand')),
    domain: z
      .string()
      .optional()
      .meta(about('Son propre domaine, enregistré.', 'Its own domain, registered.', 'boutique.durand-menuiserie.fr')),
    offer: offerName,
    fee: z
      .object({
        percent: z.number().meta(about('Pour cent de la vente.', 'Percent of the sale.', 5)),
        fixed: z.int().meta(about('Centimes par vente.', 'Cents a sale.', 30)),
      })
      .meta(about('Ce que coûte une vente payante.', 'What a paid sale costs.')),
    storage: counted('La place, en octets.', 'Storage, in bytes.', 4_821_300, 500_000_000),
    articles: counted('Les articles.', 'Articles.', 3, 20),
  })
  .meta({ id: 'Business' });
