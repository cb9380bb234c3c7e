import type { Locale } from '../text.ts';

export interface CopyableProps {
  locale: Locale;
  /** Unique in its page. */
  id: string;
  value: string;
}

/** A text to copy: selectable by hand; the button appears when a script can do it. */
export const Copyable = ({ locale, id, value }: CopyableProps) => (
  <div class="copyable">
    <pre>
      <code id={id}>{value}</code>
    </pre>
    <button type="button" class="button quiet" data-copy={id} data-copied={locale === 'fr' ? 'Copié' : 'Copied'} hidden>
      {locale === 'fr' ? 'Copier' : 'Copy'}
    </button>
    <span class="visually-hidden" aria-live="polite" />
  </div>
);
