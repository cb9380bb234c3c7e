import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Locale } from '../text.ts';
import { assetUrl } from './assets.ts';

export interface LayoutProps {
  title: string;
  locale: Locale;
  /** The name of the business whose page it is; Guichet's own otherwise. */
  brand?: string | undefined;
  /** More room than a column of text needs: a document, a reference. */
  wide?: boolean;
  /** More style sheets and scripts, by their path under /assets/. */
  styles?: readonly string[];
  scripts?: readonly string[];
  children?: Child;
}

/** A whole HTML document. Nothing in it needs a script, and nothing in it is inline: the CSP forbids both. */
export const Layout = ({ title, locale, brand, wide, styles = [], scripts = [], children }: LayoutProps) => (
  <>
    {raw('<!DOCTYPE html>')}
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${brand ?? 'Guichet'}`}</title>
        <link rel="icon" href={assetUrl('guichet.svg')} type="image/svg+xml" />
        {['guichet.css', ...styles].map((file) => (
          <link rel="stylesheet" href={assetUrl(file)} />
        ))}
        {['page.js', ...scripts].map((file) => (
          <script type="module" src={assetUrl(file)} />
        ))}
      </head>
      <body class={wide ? 'wide' : undefined}>
        <header class="masthead">
          {brand === undefined && <img src={assetUrl('guichet.svg')} alt="" width={32} height={32} />}
          <span>{brand ?? 'Guichet'}</span>
        </header>
        <main>{children}</main>
        <footer class="foot">
          <p>{locale === 'fr' ? 'Guichet : chaque acte laisse une preuve.' : 'Guichet: every act leaves a proof.'}</p>
        </footer>
      </body>
    </html>
  </>
);
