import type { Brand } from '../../shared/brand/brand.ts';
import { Layout } from '../../shared/pages/layout.tsx';
import type { Locale } from '../../shared/text.ts';

export interface EmailSentPageProps {
  locale: Locale;
  brand: Brand;
  email: string;
  title: string;
  back: string;
}

const fr = {
  title: 'Regardez votre boîte e-mail',
  sent: (title: string) => `La suite pour « ${title} » vous attend dans un e-mail envoyé à `,
  spam: 'Rien après quelques minutes ? Regardez parmi les indésirables, ou recommencez avec une autre adresse.',
  back: 'Revenir à la page',
};
const en: typeof fr = {
  title: 'Look into your mailbox',
  sent: (title) => `What comes next for “${title}” awaits you in an email sent to `,
  spam: 'Nothing after some minutes? Look among your spam, or begin again with another address.',
  back: 'Back to the page',
};

/** The same for every address: it tells nothing of any. */
export const EmailSentPage = ({ locale, brand, email, title, back }: EmailSentPageProps) => {
  const t = locale === 'fr' ? fr : en;
  return (
    <Layout title={t.title} locale={locale} brand={brand}>
      <div class="card">
        <h1>{t.title}</h1>
        <p role="status">
          {t.sent(title)}
          <strong>{email}</strong>
        </p>
        <p class="soft">{t.spam}</p>
        <p>
          <a href={back}>{t.back}</a>
        </p>
      </div>
    </Layout>
  );
};
