import * as z from 'zod';
import { about, createdAt, exampleId, idOf, updatedAt } from '../../shared/fields/about.ts';
import { country } from '../../shared/fields/country.ts';
import { emailAddress } from '../../shared/fields/email-address.ts';
import { line } from '../../shared/fields/text-line.ts';
import { currency } from '../../shared/money/money.ts';
import { MOST_PAYABLE } from '../../shared/money/totals.ts';
import { vatBasis, vatRate } from '../../shared/money/vat.ts';
import { packed, say, type Text } from '../../shared/text.ts';
import { clockTime, zonedTime } from './article-view.ts';

/** How a page of a sale may look. */
const DESIGNS = {
  classic: say('Image à côté du texte', 'Picture beside the text'),
  poster: say('Grande image en tête', 'Large picture at the head'),
  plain: say('Sans image', 'No picture'),
} as const satisfies Readonly<Record<string, Text>>;
type Design = keyof typeof DESIGNS;

const amount = z
  .int()
  .min(0)
  .max(MOST_PAYABLE, {
    error: packed('Ce montant dépasse ce qui peut se vendre.', 'This amount is over what can be sold.'),
  });

const price = z
  .strictObject({
    amount: amount.meta(
      about(
        'Le prix d’une pièce, en centimes ; 0 quand seul le port se paie.',
        'The price of one, in cents; 0 where shipping alone is paid.',
        1990,
      ),
    ),
    currency: currency
      .meta(about('Sa monnaie ; celle du compte sinon.', 'Its currency; the account’s otherwise.', 'EUR'))
      .optional(),
    vat: vatBasis,
    vatRate,
    /** Where VAT is owed in the buyer's country. */
    abroad: z
      .array(
        z.strictObject({
          country: country.meta(about('Un pays.', 'A country.', 'DE')),
          vatRate,
        }),
      )
      .max(60)
      .default([])
      .meta(
        about(
          'Les pays d’acheteurs où vous devez la TVA (guichet OSS), et leur taux ; un prix TTC reste le même.',
          'The countries of buyers where you owe VAT (OSS), and their rate; a price with VAT stays the same.',
          [],
        ),
      ),
  })
  .meta(about('Le prix ; absent, c’est gratuit.', 'The price; absent, it is free.'));

const shippedTo = amount
  .nullable()
  .meta(
    about('Le port, en centimes ; `null` : pas livré là.', 'Shipping, in cents; `null`: not delivered there.', 590),
  );

const shipping = z
  .strictObject({
    restOfWorld: shippedTo,
    countries: z
      .array(
        z.strictObject({
          country: country.meta(about('Un pays.', 'A country.', 'FR')),
          amount: shippedTo,
        }),
      )
      .max(250)
      .default([])
      .meta(about('Les pays où le port est autre.', 'Countries where shipping is another.')),
    vatRate: vatRate
      .optional()
      .meta(about('Le taux du port ; celui du prix sinon.', 'The rate of shipping; that of the price otherwise.', 20)),
    days: z
      .int()
      .min(1)
      .max(90)
      .default(30)
      .meta(about('Livré en tant de jours au plus.', 'Delivered within so many days.', 5)),
  })
  .meta(
    about(
      'Le port, comme le prix hors TVA ou TTC, et les pays livrés.',
      'Shipping, with or before VAT as the price is, and the countries delivered to.',
    ),
  );

const FIELD_KINDS = ['text', 'long-text', 'number', 'date', 'phone', 'checkbox', 'choice'] as const;

const extraField = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-zA-Z]\w{0,39}$/, {
        error: packed(
          'Un nom est une lettre, puis des lettres sans accent, chiffres ou « _ », 40 au plus.',
          'A name is a letter, then letters without accents, digits or “_”, at most 40.',
        ),
      })
      .meta(about('Son nom, dans vos exports.', 'Its name, in your exports.', 'company')),
    label: line(120).meta(about('Ce que l’acheteur lit.', 'What the buyer reads.', 'Société')),
    kind: z.enum(FIELD_KINDS).meta(about('Ce qu’on y écrit.', 'What is written there.', 'text')),
    isMandatory: z
      .boolean()
      .default(false)
      .meta(about('S’il faut répondre.', 'Whether it must be answered.', false)),
    purpose: line(200).meta(
      about(
        'Pourquoi vous le demandez : l’acheteur le lit.',
        'Why you ask for it: the buyer reads it.',
        'Pour établir le badge.',
      ),
    ),
    choices: z
      .array(line(120))
      .min(2)
      .max(50)
      .optional()
      .meta(about('Les réponses d’un choix.', 'The answers of a choice.', ['Matin', 'Après-midi'])),
  })
  .refine(({ kind, choices }) => (kind === 'choice') === (choices !== undefined), {
    path: ['choices'],
    error: packed('Un choix, et lui seul, a des réponses possibles.', 'A choice, and nothing else, has answers.'),
  });

const downloads = z
  .strictObject({
    most: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .meta(about('Téléchargements au plus.', 'Downloads at most.', 5)),
    days: z
      .int()
      .min(1)
      .max(3650)
      .optional()
      .meta(about('Pendant tant de jours.', 'For so many days.', 30)),
  })
  .meta(about('Les limites du téléchargement ; sans elles, aucune.', 'The limits of downloading; none without them.'));

/** A text of 5 to 22 plain characters, as banks take it. */
const communication = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ]{3,20}[A-Za-z0-9]$/, {
    error: packed(
      'Une communication a de 5 à 22 caractères : lettres sans accent, chiffres et espaces. Laissez-la vide pour une référence structurée.',
      'A communication has 5 to 22 characters: letters without accents, digits and spaces. Leave it empty for a structured reference.',
    ),
  })
  .meta(
    about(
      'Le texte montré avec la référence du virement ; elle seule reconnaît la commande.',
      'The text shown with the reference of the transfer; the reference alone tells the order.',
      'Guide de la pose',
    ),
  );

const slug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/, {
    error: packed(
      'Une adresse de page est faite de lettres sans accent, de chiffres et de « - », 80 au plus.',
      'The address of a page has letters without accents, digits and “-”, at most 80.',
    ),
  });

/** What is typed of a sale action. */
export const saleActionFields = {
  name: line(120).meta(about('Son nom, pour vous seul.', 'Its name, for you alone.', 'Vente flash de Noël')),
  design: z
    .enum(Object.keys(DESIGNS) as [Design, ...Design[]])
    .meta(about('L’allure de sa page.', 'How its page looks.', 'classic')),
  slug: slug.meta(
    about(
      'La fin de l’adresse de sa page ; faite du titre sinon.',
      'The end of its page’s address; made of the title otherwise.',
      'le-guide-de-la-pose',
    ),
  ),
  closed: z.boolean().meta(about('Clôturée : elle ne vend plus.', 'Closed: it sells no more.', false)),
  opensAt: clockTime('Elle commence à vendre.', 'It begins to sell.'),
  closesAt: clockTime('Elle ne vend plus à partir de là.', 'From then on it sells no more.'),
  price,
  communication,
  shipping,
  capacity: z
    .int()
    .min(0)
    .max(1_000_000)
    .meta(about('Places ou exemplaires à vendre en tout.', 'Places or copies to sell in all.', 50)),
  mostPerOrder: z
    .int()
    .min(1)
    .max(1000)
    .meta(about('Au plus par commande.', 'At most in one order.', 1)),
  downloads,
  extraFields: z
    .array(extraField)
    .max(20)
    .refine((fields) => new Set(fields.map(({ name }) => name)).size === fields.length, {
      error: packed('Deux champs ont le même nom.', 'Two fields have the same name.'),
    })
    .meta(about('Ce qui est demandé de plus que l’adresse e-mail.', 'What is asked for beside the email address.')),
  asksTerms: z
    .boolean()
    .meta(about('S’il faut accepter vos conditions générales.', 'Whether your terms must be accepted.', true)),
  smtpAccountId: idOf('smtp', 'La boîte par laquelle partent ses e-mails.', 'The mailbox its emails leave by.'),
  orderTemplateId: idOf(
    'tpl',
    'Votre modèle d’e-mail pour commander ; il contient `#UrlData#`.',
    'Your email template for ordering; it holds `#UrlData#`.',
  ),
  confirmationTemplateId: idOf(
    'tpl',
    'Votre modèle d’e-mail de confirmation ; il contient `#UrlData#`.',
    'Your email template for confirming; it holds `#UrlData#`.',
  ),
  listId: idOf('lst', 'La liste où entre qui le veut bien.', 'The list that whoever wants to joins.'),
  redirectTo: z
    .string()
    .meta(
      about(
        'L’action vers laquelle mène sa page quand elle ne vend pas.',
        'The action that its page leads to while it does not sell.',
        exampleId('sac'),
      ),
    ),
  notifyEmail: emailAddress.meta(
    about('Qui est averti d’une vente.', 'Who is told of a sale.', 'ventes@durand-menuiserie.fr'),
  ),
  webhookUrl: z
    .url({
      protocol: /^https$/,
      error: packed(
        'Donnez une adresse en https. Exemple : https://crm.exemple.fr/ventes.',
        'Give an https address. Example: https://crm.example.com/sales.',
      ),
    })
    .max(500)
    .meta(
      about('L’adresse appelée à chaque vente.', 'The address called at each sale.', 'https://crm.exemple.fr/ventes'),
    ),
  telegram: z.boolean().meta(about('Si Telegram l’annonce.', 'Whether Telegram announces it.', false)),
};

/** A sale action as the API shows it. */
export const saleActionView = z
  .object({
    id: idOf('sac'),
    articleId: idOf('art', 'L’article qu’elle vend.', 'The article that it sells.'),
    ...saleActionFields,
    opensAt: zonedTime(saleActionFields.opensAt).optional(),
    closesAt: zonedTime(saleActionFields.closesAt).optional(),
    price: z
      .object({ ...price.shape, currency: price.shape.currency.unwrap() })
      .meta({ ...price.meta() })
      .optional(),
    communication: saleActionFields.communication.optional(),
    shipping: saleActionFields.shipping.optional(),
    capacity: saleActionFields.capacity.optional(),
    downloads: saleActionFields.downloads.optional(),
    smtpAccountId: saleActionFields.smtpAccountId.optional(),
    orderTemplateId: saleActionFields.orderTemplateId.optional(),
    confirmationTemplateId: saleActionFields.confirmationTemplateId.optional(),
    listId: saleActionFields.listId.optional(),
    redirectTo: saleActionFields.redirectTo.optional(),
    notifyEmail: saleActionFields.notifyEmail.optional(),
    webhookUrl: saleActionFields.webhookUrl.optional(),
    left: z
      .int()
      .optional()
      .meta(about('Ce qui reste à vendre, s’il y a une limite.', 'What is left to sell, if there is a limit.', 12)),
    held: z.int().meta(about('Retenu par des commandes en cours.', 'Held by orders under way.', 2)),
    sold: z.int().meta(about('Vendu ou donné.', 'Sold or given.', 36)),
    createdAt,
    updatedAt,
  })
  .meta({ id: 'SaleAction' });

/** The same with where its page is and how to show it elsewhere. */
export const saleActionAnswer = saleActionView.extend({
  url: z
    .string()
    .optional()
    .meta(
      about(
        'Sa page ; absente tant que le compte n’a pas de répertoire public.',
        'Its page; absent as long as the account has no public directory.',
        'https://guichet.exemple.fr/shop/durand/le-guide-de-la-pose',
      ),
    ),
  embedCode: z
    .string()
    .optional()
    .meta(about('Pour la montrer dans votre site.', 'To show it within your site.', '<iframe src="…"></iframe>')),
  shortcode: z
    .string()
    .optional()
    .meta(about('Pour WordPress, avec notre extension.', 'For WordPress, with our plugin.', '[guichet url="…"]')),
});
