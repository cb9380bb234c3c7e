import type { Brand } from '../../../shared/brand/brand.ts';
import { exponentOf } from '../../../shared/money/money.ts';
import { inDaysAndHours } from '../../../shared/pages/dates.ts';
import { Layout } from '../../../shared/pages/layout.tsx';
import { Prose } from '../../../shared/pages/prose.tsx';
import type { Locale } from '../../../shared/text.ts';
import type { Business } from '../../accounts/business.ts';
import type { Article } from '../article.ts';
import { mediaPath } from '../media-view.ts';
import { deliveryLines, grossOf, priceWords, rightsOf } from '../offered.ts';
import { opening, type SaleAction, type SaleState } from '../sale-action.ts';
import { Seller } from '../seller.tsx';

export interface SalePageProps {
  article: Article;
  action: SaleAction;
  state: SaleState;
  brand: Brand;
  business: Business;
  url: string;
}

const fr = {
  email: 'Votre adresse e-mail',
  why: 'Vous recevez un lien pour la suite. Rien n’est commandé ni payé avant que vous l’ayez confirmé.',
  go: 'Continuer',
  left: (count: number) => (count === 1 ? 'Il n’en reste qu’un.' : `Il en reste ${count}.`),
  reviews: 'Avis',
  about: 'Sur cette page',
  author: 'Auteur',
  publisher: 'Éditeur',
  pages: 'Pages',
  published: 'Paru le',
  used: 'État',
  second: 'occasion',
  when: 'Quand',
  where: 'Où',
  delivery: 'Livraison',
  rights: 'Vos droits',
  safety: 'Sécurité du produit',
  compatibility: 'Compatibilité',
  rating: (of: number) => `${of} sur 5`,
  states: {
    'not-yet': (when: string) => `La vente commencera le ${when}.`,
    over: () => 'Cette vente est finie.',
    closed: () => 'Cette vente est finie.',
    'sold-out': () => 'Complet\u00a0: il n’en reste plus.',
  },
  ask: 'Une question\u00a0? Écrivez au vendeur\u00a0: ',
};
const en: typeof fr = {
  email: 'Your email address',
  why: 'You receive a link for what follows. Nothing is ordered or paid before you have confirmed it.',
  go: 'Continue',
  left: (count) => (count === 1 ? 'Only one is left.' : `${count} are left.`),
  reviews: 'Reviews',
  about: 'On this page',
  author: 'Author',
  publisher: 'Publisher',
  pages: 'Pages',
  published: 'Published on',
  used: 'Condition',
  second: 'second-hand',
  when: 'When',
  where: 'Where',
  delivery: 'Delivery',
  rights: 'Your rights',
  safety: 'Product safety',
  compatibility: 'Compatibility',
  rating: (of) => `${of} out of 5`,
  states: {
    'not-yet': (when) => `The sale begins on ${when}.`,
    over: () => 'This sale is over.',
    closed: () => 'This sale is over.',
    'sold-out': () => 'Sold out: none are left.',
  },
  ask: 'Any question? Write to the seller: ',
};
const WORDS: Readonly<Record<Locale, typeof fr>> = { fr, en };

/** Few left are told: a number that says nothing would only press. */
const FEW = 10;

const day = (date: string, locale: Locale) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));

const onTheClock = ({ at }: { at: string }, locale: Locale) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(
    new Date(`${at}Z`),
  );

/** The page of a sale, in the language of its article. */
export const SalePage = ({ article, action, state, brand, business, url }: SalePageProps) => {
  const { language: locale, title } = article;
  const t = WORDS[locale];
  const price = priceWords(action, locale, business.vatExempt);
  const image = article.imageId && action.design !== 'plain' ? mediaPath(article.imageId) : undefined;
  return (
    <Layout
      title={title}
      locale={locale}
      brand={brand}
      wide={action.design === 'classic'}
      shared={{
        url,
        description: summaryOf(article),
        ...(article.imageId && { image: new URL(mediaPath(article.imageId), url).href }),
        data: structured({ article, action, state, business, url }),
        isIndexed: state === 'on-sale',
      }}
    >
      <article class={`sale ${action.design}`}>
        {image && <img class="picture" src={image} alt="" />}
        <div class="card">
          <h1>{title}</h1>
          {article.book && <p class="soft">{article.book.author}</p>}
          <p class="price">
            <strong>{price.amount}</strong> {price.vat && <span class="soft">{price.vat}</span>}
          </p>
          {state === 'on-sale' ? (
            <form method="post" action={`${new URL(url).pathname}/checkout`} target="_top">
              {action.left !== undefined && action.left <= FEW && <p>{t.left(action.left)}</p>}
              <div class="field">
                <label for="email">{t.email}</label>
                <input
                  id="email"
                  name="email"
                  type="email"
                  autocomplete="email"
                  maxlength={254}
                  required
                  aria-describedby="why"
                />
                <p class="soft" id="why">
                  {t.why}
                </p>
              </div>
              <button class="button" type="submit">
                {t.go}
              </button>
            </form>
          ) : (
            <div class="notice" role="status">
              <p>{t.states[state](inDaysAndHours(opening(action) ?? new Date(0), locale))}</p>
              <p>
                {t.ask}
                <a href={`mailto:${business.email}`}>{business.email}</a>
              </p>
            </div>
          )}
        </div>
        <Sections article={article} action={action} locale={locale} />
        <Seller business={business} locale={locale} />
      </article>
    </Layout>
  );
};

type SectionsProps = Pick<SalePageProps, 'article' | 'action'> & { locale: Locale };

/** The tabs, one after the other: they are read whole without a script, and reached by their names. */
const Sections = ({ article, action, locale }: SectionsProps) => {
  const t = WORDS[locale];
  const { description, tabs, reviews, safety, compatibility } = article;
  const delivery = deliveryLines(article, action, locale);
  const sections = [
    ...(description ? [{ label: description.label, of: <Prose text={description.text} /> }] : []),
    ...tabs.map(({ label, text }) => ({ label, of: <Prose text={text} /> })),
    ...(factsOf(article, locale).length
      ? [{ label: title(article, locale), of: <Facts rows={factsOf(article, locale)} /> }]
      : []),
    ...(compatibility ? [{ label: t.compatibility, of: <Prose text={compatibility} /> }] : []),
    ...(delivery.length ? [{ label: t.delivery, of: <Lines of={delivery} /> }] : []),
    ...(safety ? [{ label: t.safety, of: <Lines of={safetyLines(safety)} /> }] : []),
    { label: t.rights, of: <Lines of={rightsOf(article).map((right) => right[locale])} /> },
    ...(reviews.length ? [{ label: t.reviews, of: <Reviews of={reviews} locale={locale} /> }] : []),
  ];
  return (
    <>
      <nav class="tabs" aria-label={t.about}>
        <ul>
          {sections.map(({ label }, i) => (
            <li>
              <a href={`#part-${i + 1}`}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map(({ label, of }, i) => (
        <section class="part" id={`part-${i + 1}`} aria-labelledby={`title-${i + 1}`}>
          <h2 id={`title-${i + 1}`}>{label}</h2>
          {of}
        </section>
      ))}
    </>
  );
};

const title = ({ type }: Article, locale: Locale) =>
  type === 'book' ? (locale === 'fr' ? 'Le livre' : 'The book') : locale === 'fr' ? 'Lieu et date' : 'Place and date';

function factsOf({ book, place }: Article, locale: Locale): [string, string][] {
  const t = WORDS[locale];
  const rows: [string, string | undefined][] = book
    ? [
        [t.author, book.author],
        [t.publisher, book.publisher],
        ['ISBN', book.isbn],
        [t.pages, book.pages?.toString()],
        [t.published, book.publishedOn && day(book.publishedOn, locale)],
        [t.used, book.used ? t.second : undefined],
      ]
    : [
        [
          t.when,
          place && [place.startsAt, place.endsAt].flatMap((at) => (at ? [onTheClock(at, locale)] : [])).join(' – '),
        ],
        [t.where, place && `${place.venue}, ${place.address}`],
      ];
  return rows.flatMap(([label, value]) => (value ? [[label, value] as [string, string]] : []));
}

const Facts = ({ rows }: { rows: readonly [string, string][] }) => (
  <dl>
    {rows.map(([label, value]) => (
      <>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </>
    ))}
  </dl>
);

const Lines = ({ of }: { of: readonly string[] }) => (
  <ul>
    {of.map((each) => (
      <li>{each}</li>
    ))}
  </ul>
);

const safetyLines = ({ name, address, contact, identifier, warnings }: NonNullable<Article['safety']>): string[] =>
  [`${name}, ${address}`, contact, identifier, ...(warnings?.split('\n') ?? [])].filter(
    (each) => each !== undefined && each !== '',
  ) as string[];

const Reviews = ({ of, locale }: { of: Article['reviews']; locale: Locale }) => (
  <>
    {of.map(({ author, text, rating }) => (
      <figure class="review">
        {rating && <p class="soft">{WORDS[locale].rating(rating)}</p>}
        <blockquote>
          <Prose text={text} />
        </blockquote>
        <figcaption>{author}</figcaption>
      </figure>
    ))}
  </>
);

/** What is said of it where its link is shown. */
const summaryOf = ({ description, title: name }: Article): string =>
  (description?.text ?? name).replace(/\s+/g, ' ').slice(0, 200);

const AVAILABILITY: Readonly<Record<SaleState, string>> = {
  'on-sale': 'InStock',
  'not-yet': 'PreOrder',
  over: 'Discontinued',
  closed: 'Discontinued',
  'sold-out': 'SoldOut',
};

/** What search engines read (schema.org). Without stars: reviews that a seller types are nobody's rating. */
function structured({ article, action, state, business, url }: Omit<SalePageProps, 'brand'>) {
  const { price } = action;
  const gross = grossOf(action);
  const exponent = exponentOf(price?.currency ?? 'EUR');
  const offer = {
    '@type': 'Offer',
    url,
    price: (gross / 10 ** exponent).toFixed(exponent),
    priceCurrency: price?.currency ?? 'EUR',
    availability: `https://schema.org/${AVAILABILITY[state]}`,
    seller: { '@type': 'Organization', name: business.legalName },
  };
  const common = {
    '@context': 'https://schema.org',
    name: article.title,
    description: summaryOf(article),
    inLanguage: article.language,
    ...(article.imageId && { image: new URL(mediaPath(article.imageId), url).href }),
    offers: offer,
  };
  const { book, place } = article;
  if (book) return { ...common, '@type': 'Book', author: book.author, ...(book.isbn && { isbn: book.isbn }) };
  if (place)
    return {
      ...common,
      '@type': 'Event',
      startDate: place.startsAt.at,
      ...(place.endsAt && { endDate: place.endsAt.at }),
      location: { '@type': 'Place', name: place.venue, address: place.address },
    };
  return { ...common, '@type': 'Product' };
}
