import type { Brand } from '../../../shared/brand/brand.ts';
import { inDaysAndHours, inHours } from '../../../shared/pages/dates.ts';
import { Layout } from '../../../shared/pages/layout.tsx';
import type { Locale } from '../../../shared/text.ts';
import type { ConsentStatus } from '../consent-states.ts';
import type { Wording } from '../wording.ts';

export interface ConsentRequestPageProps {
  locale: Locale;
  brand: Brand;
  /** Who asks, and where to write to them. */
  business: string;
  contact: string;
  email: string;
  wording: Wording;
  status: ConsentStatus;
  decidedAt?: string | undefined;
  decidedBy?: 'recipient' | 'business' | undefined;
  /** Until when a no that was just said keeps a yes from counting. */
  noStandsUntil?: string | undefined;
  /** Where the buttons post. */
  action: string;
}

const fr = {
  title: (business: string) => `${business} vous demande votre accord`,
  lead: (business: string) => `Acceptez-vous de recevoir par e-mail des nouvelles de ${business}\u00a0?`,
  exactly: 'Ce que vous acceptez, mot pour mot\u00a0:',
  accept: 'J’accepte',
  refuse: 'Je refuse',
  said: {
    'not-solicited': undefined,
    pending: undefined,
    accepted: (_business: string, when: string) =>
      `Vous avez accepté le ${when}. Pour ne plus recevoir ces envois, choisissez «\u00a0Je refuse\u00a0».`,
    refused: (_business: string, when: string) =>
      `Vous avez refusé le ${when}. Pour revenir sur ce choix, choisissez «\u00a0J’accepte\u00a0».`,
  } satisfies Record<ConsentStatus, unknown>,
  withdrawn: (business: string, when: string) =>
    `${business} a retiré votre accord le ${when}. Vous seul pouvez le donner de nouveau.`,
  wait: (from: string) =>
    `Vous venez de refuser, et c’est ce qui compte. Pour accepter malgré tout, rouvrez cette page à partir de ${from}.`,
  free: 'Rien ne vous y oblige, et vous pourrez changer d’avis à tout moment par ce même lien. Sans réponse de votre part, ces envois ne vous seront pas adressés.',
  data: (business: string) =>
    `${business} conserve votre réponse, l’heure et l’adresse réseau d’où elle vient, comme preuve. Pour toute question sur vos données\u00a0: `,
};

const en: typeof fr = {
  title: (business) => `${business} asks for your agreement`,
  lead: (business) => `Do you agree to receive news of ${business} by email?`,
  exactly: 'What you agree to, word for word:',
  accept: 'I agree',
  refuse: 'I refuse',
  said: {
    'not-solicited': undefined,
    pending: undefined,
    accepted: (_business, when) => `You agreed on ${when}. To receive these mailings no more, choose “I refuse”.`,
    refused: (_business, when) => `You refused on ${when}. To come back on it, choose “I agree”.`,
  },
  withdrawn: (business, when) => `${business} withdrew your agreement on ${when}. Only you can give it again.`,
  wait: (from) =>
    `You have just refused, and that is what counts. To agree all the same, open this page again from ${from}.`,
  free: 'Nothing obliges you, and you can change your mind at any time by this very link. Without an answer, these mailings will not be sent to you.',
  data: (business) =>
    `${business} keeps your answer, its time and the network address it came from, as a proof. For any question about your data: `,
};

/**
 * What is asked and two buttons: software that opens links does nothing by it, and no script presses one. Both are there
 * as long as there is something that they change.
 */
export const ConsentRequestPage = (props: ConsentRequestPageProps) => {
  const { locale, brand, business, contact, wording, status, action } = props;
  const t = locale === 'fr' ? fr : en;
  return (
    <Layout title={t.title(business)} locale={locale} brand={brand}>
      <div class="card">
        <h1>{t.lead(business)}</h1>
        <Standing {...props} />
        <p>{t.exactly}</p>
        <p class="consent" lang={wording.locale}>
          {wording.text}
        </p>
        <div class="actions">
          {status !== 'accepted' && !props.noStandsUntil && (
            <form method="post" action={action}>
              <input type="hidden" name="wording" value={wording.sha256} />
              <button class="button" type="submit" name="accept" value="yes">
                {t.accept}
              </button>
            </form>
          )}
          {(status !== 'refused' || props.decidedBy === 'business') && (
            <form method="post" action={action}>
              <button class="button quiet" type="submit" name="refuse" value="yes">
                {t.refuse}
              </button>
            </form>
          )}
        </div>
        <p class="soft">{t.free}</p>
        <p class="soft">
          {t.data(business)}
          <a href={`mailto:${contact}`}>{contact}</a>
        </p>
      </div>
    </Layout>
  );
};

/** What was said until now. */
const Standing = ({ locale, business, status, decidedAt, decidedBy, noStandsUntil }: ConsentRequestPageProps) => {
  const t = locale === 'fr' ? fr : en;
  const said = decidedBy === 'business' ? t.withdrawn : t.said[status];
  if (!said || !decidedAt) return null;
  return (
    <p class="notice" role="status">
      {noStandsUntil
        ? t.wait(inHours(new Date(noStandsUntil), locale))
        : said(business, inDaysAndHours(new Date(decidedAt), locale))}
    </p>
  );
};
