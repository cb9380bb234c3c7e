import type { Brand } from '../../../shared/brand/brand.ts';
import { inDaysAndHours } from '../../../shared/pages/dates.ts';
import { Layout } from '../../../shared/pages/layout.tsx';
import { SealIcon } from '../../../shared/pages/seal-icon.tsx';
import type { Locale } from '../../../shared/text.ts';
import type { ConsentStatus } from '../consent-states.ts';
import type { Wording } from '../wording.ts';

export interface AnswerPageProps {
  locale: Locale;
  brand: Brand;
  business: string;
  email: string;
  wording: Wording;
  status: ConsentStatus;
  decidedAt: string;
  /** The page by which to come back on it. */
  question: string;
  /** Where the sealed receipt is downloaded. */
  receipt: string;
}

const fr = {
  accepted: {
    title: 'C’est noté\u00a0: vous acceptez',
    what: (business: string, email: string) => `${business} pourra vous écrire à ${email}, dans ces termes\u00a0:`,
    back: 'Changer d’avis',
  },
  refused: {
    title: 'C’est noté\u00a0: vous refusez',
    what: (business: string, email: string) =>
      `${business} n’enverra plus de nouvelles ni d’offres à ${email}, à partir de maintenant. Ce qui concerne vos commandes et vos documents continue de vous parvenir.`,
    back: 'Revenir sur ce choix',
  },
  at: (when: string) => `Réponse enregistrée le ${when}.`,
  receipt: 'Télécharger le reçu (PDF)',
  close: 'Vous n’avez rien d’autre à faire et pouvez fermer cette page.',
};

const en: typeof fr = {
  accepted: {
    title: 'Noted: you agree',
    what: (business, email) => `${business} may write to you at ${email}, in these terms:`,
    back: 'Change my mind',
  },
  refused: {
    title: 'Noted: you refuse',
    what: (business, email) =>
      `${business} will send no more news or offers to ${email}, from now on. What concerns your orders and documents still reaches you.`,
    back: 'Come back on it',
  },
  at: (when) => `Answer recorded on ${when}.`,
  receipt: 'Download the receipt (PDF)',
  close: 'There is nothing else to do; you may close this page.',
};

/** What was answered. The way back is a link: a button here would be pressed by the second click of a double one. */
export const AnswerPage = (props: AnswerPageProps) => {
  const { locale, brand, business, email, wording, status, decidedAt, question, receipt } = props;
  const t = locale === 'fr' ? fr : en;
  const agreed = status === 'accepted';
  const { title, what, back } = agreed ? t.accepted : t.refused;
  return (
    <Layout title={title} locale={locale} brand={brand}>
      <div class="card">
        {agreed && <SealIcon />}
        <h1>{title}</h1>
        <p>{what(business, email)}</p>
        {agreed && (
          <p class="consent" lang={wording.locale}>
            {wording.text}
          </p>
        )}
        <p class="soft">{t.at(inDaysAndHours(new Date(decidedAt), locale))}</p>
        <p>
          <a href={receipt}>{t.receipt}</a>
        </p>
        <p>
          <a href={question}>{back}</a>
        </p>
        <p>{t.close}</p>
      </div>
    </Layout>
  );
};
