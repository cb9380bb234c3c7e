import type { Locale } from '../text.ts';
import { inDaysAndHours } from './dates.ts';

export interface DocumentCardProps {
  locale: Locale;
  name: string;
  pages?: number | undefined;
  /** Who sends it. */
  sender?: string | undefined;
  /** Until when something is to be done with it. */
  deadline?: Date | undefined;
  /** The page on which it is read. */
  href?: string | undefined;
}

/** « 3 pages », in every language of ours. */
export const countedPages = (count: number): string => (count === 1 ? '1 page' : `${count} pages`);

const fr = {
  sender: (name: string) => `envoyé par ${name}`,
  deadline: (moment: string) => `À signer avant le ${moment}.`,
  read: 'Relire le document',
};
const en: typeof fr = {
  sender: (name) => `sent by ${name}`,
  deadline: (moment) => `To be signed before ${moment}.`,
  read: 'Read the document again',
};

/** The document that a page is about, in a few words. */
export const DocumentCard = ({ locale, name, pages, sender, deadline, href }: DocumentCardProps) => {
  const t = locale === 'fr' ? fr : en;
  const about = [pages !== undefined && countedPages(pages), sender && t.sender(sender)].filter(Boolean).join(', ');
  return (
    <div class="document-card">
      <svg viewBox="0 0 32 40" aria-hidden="true">
        <path d="M3 1h18l8 8v30H3z" />
        <path d="M21 1v8h8M9 18h14M9 24h14M9 30h9" />
      </svg>
      <div>
        <p class="name">{name}</p>
        {about && <p class="soft">{about}</p>}
        {deadline && <p class="deadline">{t.deadline(inDaysAndHours(deadline, locale))}</p>}
        {href && (
          <p>
            <a href={href}>{t.read}</a>
          </p>
        )}
      </div>
    </div>
  );
};
