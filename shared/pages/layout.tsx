import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { type Brand, CARRIED, GUICHET, logoPath, shownSize } from '../brand/brand.ts';
import { themePath } from '../brand/theme.ts';
import { LOCALES, type Locale } from '../text.ts';
import { assetUrl } from './assets.ts';
import { unbroken } from './unbroken.ts';

export interface LayoutProps {
  title: string;
  locale: Locale;
  /** The business whose page it is; Guichet's own otherwise. */
  brand?: Brand | undefined;
  /** More room than a column of text needs: a document, a reference. */
  wide?: boolean;
  /** The page may be read in the other languages too, by `?lang=`. */
  languages?: boolean;
  /** What is told of it where its link is shown; a page without it is nobody's to find. */
  shared?: SharedLink | undefined;
  /** More style sheets and scripts, by their path under /assets/. */
  styles?: readonly string[];
  scripts?: readonly string[];
  children?: Child;
}

/** A page that anybody may find and pass on: Open Graph, and what search engines read of it (schema.org). */
export interface SharedLink {
  url: string;
  description: string;
  image?: string;
  /** JSON-LD. */
  data: object;
  /** Whether searches may show it. */
  isIndexed: boolean;
}

/** A whole HTML document. Nothing in it needs a script, and nothing in it runs inline, which the CSP forbids. */
export const Layout = (props: LayoutProps) => {
  const { title, locale, brand = GUICHET, wide, languages, shared, styles = [], scripts = [], children } = props;
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={locale}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          {!shared?.isIndexed && <meta name="robots" content="noindex" />}
          <title>{`${title} · ${brand.name}`}</title>
          <link rel="icon" href={assetUrl('guichet.svg')} type="image/svg+xml" />
          {shared && <Shared {...shared} title={title} locale={locale} site={brand.name} />}
          {['guichet.css', ...styles].map((file) => (
            <link rel="stylesheet" href={assetUrl(file)} />
          ))}
          {brand.colour && brand !== GUICHET && <link rel="stylesheet" href={themePath(brand.colour)} />}
          {['page.js', ...scripts].map((file) => (
            <script type="module" src={assetUrl(file)} />
          ))}
        </head>
        <body class={wide ? 'wide' : undefined}>
          <Header brand={brand} locale={locale} languages={languages} />
          {unbroken(<main>{children}</main>)}
          <Footer brand={brand} locale={locale} />
        </body>
      </html>
    </>
  );
};

const Shared = ({ url, description, image, data, title, locale, site }: SharedProps) => (
  <>
    <link rel="canonical" href={url} />
    <meta name="description" content={description} />
    <meta property="og:type" content="website" />
    <meta property="og:title" content={title} />
    <meta property="og:description" content={description} />
    <meta property="og:url" content={url} />
    <meta property="og:site_name" content={site} />
    <meta property="og:locale" content={locale === 'fr' ? 'fr_FR' : 'en_GB'} />
    {image && <meta property="og:image" content={image} />}
    <meta name="twitter:card" content={image ? 'summary_large_image' : 'summary'} />
    {/* A block of data: nothing runs. A « < » in it would end it. */}
    {raw(`<script type="application/ld+json">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>`)}
  </>
);

type SharedProps = SharedLink & Pick<LayoutProps, 'title' | 'locale'> & { site: string };

type Parts = Required<Pick<LayoutProps, 'locale'>> & { brand: Brand };

const Header = ({ brand, locale, languages }: Parts & { languages: boolean | undefined }) => (
  <header class="masthead">
    <div>
      {brand === GUICHET && <img src={assetUrl('guichet.svg')} alt="" width={32} height={32} />}
      {brand.logo ? (
        <img class="logo" src={logoPath(brand.logo)} alt={brand.name} {...shownSize(brand.logo)} />
      ) : (
        <span>{brand.name}</span>
      )}
      {languages && <Languages locale={locale} />}
    </div>
  </header>
);

const NAMES: Readonly<Record<Locale, string>> = { fr: 'Français', en: 'English' };

const Languages = ({ locale }: Pick<Parts, 'locale'>) => (
  <nav class="languages" aria-label={locale === 'fr' ? 'Langue' : 'Language'}>
    {LOCALES.map((each) => (
      <a href={`?lang=${each}`} lang={each} hreflang={each} aria-current={each === locale ? 'true' : undefined}>
        {NAMES[each]}
      </a>
    ))}
  </nav>
);

const Footer = ({ brand, locale }: Parts) => (
  <footer class="foot">
    <div>
      {brand !== GUICHET && <p>{brand.legalName ?? brand.name}</p>}
      <p>{CARRIED[locale]}</p>
    </div>
  </footer>
);
