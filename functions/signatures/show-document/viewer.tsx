import type { Locale } from '../../../shared/text.ts';

export interface ViewerProps {
  locale: Locale;
  /** A GET that ends at the PDF's bytes, from this site or from the documents' origin. */
  documentUrl: string;
  /** Where the script reports what was shown. */
  openedAction: string;
}

const fr = {
  open: 'Ouvrir le PDF',
  larger: 'Agrandir',
  smaller: 'Réduire',
  loading: 'Le document s’affiche…',
  failed: 'Le document n’a pas pu être affiché ici. Ouvrez-le avec le lien «\u00a0Ouvrir le PDF\u00a0».',
  pageLabel: 'Page {page} sur {pages}',
  noText: 'Cette page ne contient pas de texte lisible\u00a0: c’est une image.',
  noScript: 'Le document s’ouvre à part. Lisez-le, puis revenez sur cette page pour le signer.',
};
const en: typeof fr = {
  open: 'Open the PDF',
  larger: 'Enlarge',
  smaller: 'Reduce',
  loading: 'The document is being displayed…',
  failed: 'The document could not be displayed here. Open it with the link “Open the PDF”.',
  pageLabel: 'Page {page} of {pages}',
  noText: 'This page holds no readable text: it is an image.',
  noScript: 'The document opens apart. Read it, then come back to this page to sign it.',
};

/** The pages of the document, which the script draws; without it, the way to the PDF. */
export const Viewer = ({ locale, documentUrl, openedAction }: ViewerProps) => {
  const t = locale === 'fr' ? fr : en;
  return (
    <>
      <div class="viewer-tools">
        <span class="page-counter" data-page-counter={t.pageLabel} />
        <span class="zoom" data-zoom hidden>
          <button type="button" class="tool" data-zoom-by="-1" aria-label={t.smaller} title={t.smaller}>
            −
          </button>
          <output aria-live="polite">100&nbsp;%</output>
          <button type="button" class="tool" data-zoom-by="1" aria-label={t.larger} title={t.larger}>
            +
          </button>
        </span>
        <a href={documentUrl}>{t.open}</a>
      </div>
      <noscript>
        <p class="notice">{t.noScript}</p>
      </noscript>
      <div
        class="viewer"
        data-document-url={documentUrl}
        data-opened-action={openedAction}
        data-loading={t.loading}
        data-failed={t.failed}
        data-page-label={t.pageLabel}
        data-no-text={t.noText}
      >
        <p role="status" />
      </div>
    </>
  );
};
