import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Brand } from '../../shared/brand/brand.ts';
import { inDays, inDaysAndHours } from '../../shared/pages/dates.ts';
import { Layout } from '../../shared/pages/layout.tsx';
import { WhomToAsk } from '../../shared/pages/whom-to-ask.tsx';
import type { Locale } from '../../shared/text.ts';
import type { OrderStatus } from './order-states.ts';

export interface OrderPageProps {
  locale: Locale;
  brand: Brand;
  status: OrderStatus;
  title: string;
  /** What is bought, a line each; the right to withdraw; who sells. */
  recap: readonly string[];
  rights: readonly string[];
  seller: readonly string[];
  contact: string;
  /** A trial order: no money moves. */
  isTest: boolean;
  /** How it is paid: the lines of a transfer with its code, or the button that leads to the payment page. */
  transfer?: { lines: readonly string[]; picture?: string | undefined; until: Date } | undefined;
  payAction?: string | undefined;
  /** The payment page could not be opened. */
  isUnreachable?: boolean;
  downloads: readonly { id: string; name: string; left?: number | undefined; isOver: boolean }[];
  downloadAction: string;
  /** From when on what is sold is supplied, when that is later. */
  suppliedFrom?: Date | undefined;
  downloadsUntil?: Date | undefined;
  tickets: readonly { code: string; picture: string }[];
  withdrawal?: { page: string } | { at: Date } | undefined;
}

const fr = {
  title: {
    started: 'Votre commande',
    'awaiting-payment': 'Votre commande attend son paiement',
    processing: 'Votre paiement est en cours',
    confirmed: 'Merci, votre commande est confirmée',
    'to-refund': 'Votre paiement va vous être rendu',
    expired: 'Cette commande a expiré',
    cancelled: 'Cette commande est annulée',
    withdrawn: 'Vous avez renoncé à cette commande',
    refunded: 'Cette commande est remboursée',
  },
  lead: {
    started: '',
    'awaiting-payment': 'Elle sera confirmée dès que le paiement sera arrivé.',
    processing: 'Votre banque le confirmera d’ici quelques jours ; un e-mail vous préviendra.',
    confirmed: '',
    'to-refund':
      'Votre paiement est arrivé, mais ce que vous aviez commandé n’est plus disponible. Le vendeur vous rembourse : vous n’avez rien à faire.',
    expired: 'Aucun paiement n’est arrivé à temps. Rien ne vous est demandé.',
    cancelled: 'Rien ne vous est demandé. Un paiement arrivé entre-temps vous est rendu.',
    withdrawn: 'Ce que vous avez payé vous est rendu au plus tard quatorze jours après votre déclaration.',
    refunded: 'Tout ce que vous avez payé vous a été rendu.',
  },
  test: 'Commande d’essai : rien n’est encaissé.',
  pay: 'Payer',
  again: 'Payer de nouveau',
  see: 'Voir où en est mon paiement',
  unreachable: 'La page de paiement ne répond pas. Votre commande est gardée : réessayez dans un instant.',
  byTransfer: 'Payer par virement',
  qr: 'Code QR du virement, à lire avec l’application de votre banque',
  copy: 'Recopiez la référence telle quelle : elle seule retrouve votre commande.',
  until: (day: string) => `Sans virement arrivé le ${day}, la commande expire.`,
  files: 'Vos documents',
  download: 'Télécharger',
  left: (left: number) => (left === 1 ? 'encore 1 téléchargement' : `encore ${left} téléchargements`),
  none: 'plus de téléchargement : écrivez au vendeur, qui peut le rouvrir',
  filesUntil: (moment: string) => `Jusqu’au ${moment} (UTC).`,
  later: (day: string) => `Vos documents seront là le ${day}, à la fin du délai de rétractation.`,
  tickets: 'Vos billets',
  ticket: (i: number) => `Billet ${i}`,
  ticketQr: (i: number) => `Code QR du billet ${i}`,
  recap: 'Votre commande',
  rights: 'Votre droit de rétractation',
  withdraw: 'Renoncer au contrat ici',
  withdrew: (moment: string) => `Vous avez déclaré renoncer au contrat le ${moment} (UTC) ; un reçu vous a été envoyé.`,
  seller: 'Le vendeur',
};
const en: typeof fr = {
  title: {
    started: 'Your order',
    'awaiting-payment': 'Your order awaits its payment',
    processing: 'Your payment is under way',
    confirmed: 'Thank you, your order is confirmed',
    'to-refund': 'Your payment will be given back',
    expired: 'This order has expired',
    cancelled: 'This order is cancelled',
    withdrawn: 'You have withdrawn from this order',
    refunded: 'This order is refunded',
  },
  lead: {
    started: '',
    'awaiting-payment': 'It will be confirmed as soon as the payment has come.',
    processing: 'Your bank will confirm it within a few days; an email will tell you.',
    confirmed: '',
    'to-refund':
      'Your payment has come, but what you ordered is no longer available. The seller refunds you: there is nothing to do.',
    expired: 'No payment came in time. Nothing is asked of you.',
    cancelled: 'Nothing is asked of you. A payment that came meanwhile is given back.',
    withdrawn: 'What you paid is given back within fourteen days of your declaration.',
    refunded: 'All that you paid was given back.',
  },
  test: 'A trial order: no money moves.',
  pay: 'Pay',
  again: 'Pay again',
  see: 'See what became of my payment',
  unreachable: 'The payment page does not answer. Your order is kept: try again in a moment.',
  byTransfer: 'Pay by bank transfer',
  qr: 'QR code of the transfer, to be read with your bank’s app',
  copy: 'Copy the reference as it is: it alone finds your order.',
  until: (day) => `Without a transfer by ${day}, the order expires.`,
  files: 'Your documents',
  download: 'Download',
  left: (left) => (left === 1 ? '1 download left' : `${left} downloads left`),
  none: 'no download left: write to the seller, who can open it again',
  filesUntil: (moment) => `Until ${moment} (UTC).`,
  later: (day) => `Your documents will be here on ${day}, at the end of the period in which you may withdraw.`,
  tickets: 'Your tickets',
  ticket: (i) => `Ticket ${i}`,
  ticketQr: (i) => `QR code of ticket ${i}`,
  recap: 'Your order',
  rights: 'Your right of withdrawal',
  withdraw: 'Withdraw from the contract here',
  withdrew: (moment) => `You declared to withdraw from the contract on ${moment} (UTC); a receipt was sent to you.`,
  seller: 'The seller',
};

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <>
    {lines.map((line) => (
      <p>{line}</p>
    ))}
  </>
);

const Section = ({ title, children }: { title: string; children?: Child }) => (
  <section class="card">
    <h2>{title}</h2>
    {children}
  </section>
);

/** Where an order has got to, and what its buyer may do. */
export const OrderPage = (props: OrderPageProps) => {
  const { locale, brand, status, payAction, transfer, withdrawal } = props;
  const t = locale === 'fr' ? fr : en;
  return (
    <Layout title={t.title[status]} locale={locale} brand={brand}>
      <div class="card">
        <h1>{t.title[status]}</h1>
        {props.isTest && <p class="notice">{t.test}</p>}
        {props.isUnreachable && (
          <p class="alert" role="alert">
            {t.unreachable}
          </p>
        )}
        {t.lead[status] && <p role="status">{t.lead[status]}</p>}
        {payAction && (
          <form method="post" action={payAction}>
            <button class="button" type="submit">
              {status === 'expired' ? t.again : status === 'processing' ? t.see : t.pay}
            </button>
          </form>
        )}
      </div>
      {transfer && (
        <Section title={t.byTransfer}>
          <Lines lines={transfer.lines} />
          {transfer.picture && (
            <p class="qr" role="img" aria-label={t.qr}>
              {raw(transfer.picture)}
            </p>
          )}
          <p>{t.copy}</p>
          <p class="soft">{t.until(inDays(transfer.until, locale))}</p>
        </Section>
      )}
      <Downloads {...props} />
      {props.tickets.length > 0 && (
        <Section title={t.tickets}>
          {props.tickets.map(({ code, picture }, i) => (
            <div>
              <h3>{t.ticket(i + 1)}</h3>
              <p class="qr" role="img" aria-label={t.ticketQr(i + 1)}>
                {raw(picture)}
              </p>
              <p>
                <code>{code}</code>
              </p>
            </div>
          ))}
        </Section>
      )}
      <Section title={t.recap}>
        <Lines lines={props.recap} />
      </Section>
      <Section title={t.rights}>
        <Lines lines={props.rights} />
        {withdrawal && 'page' in withdrawal && (
          <p>
            <a class="button quiet" href={withdrawal.page}>
              {t.withdraw}
            </a>
          </p>
        )}
        {withdrawal && 'at' in withdrawal && <p role="status">{t.withdrew(inDaysAndHours(withdrawal.at, locale))}</p>}
      </Section>
      <Section title={t.seller}>
        <Lines lines={props.seller} />
        <WhomToAsk locale={locale} brand={brand} person={{ name: brand.name, email: props.contact }} />
      </Section>
    </Layout>
  );
};

const Downloads = ({ locale, downloads, downloadAction, suppliedFrom, downloadsUntil }: OrderPageProps) => {
  const t = locale === 'fr' ? fr : en;
  if (!downloads.length) return null;
  return (
    <Section title={t.files}>
      {suppliedFrom && <p role="status">{t.later(inDays(suppliedFrom, locale))}</p>}
      {downloads.map(({ id, name, left, isOver }) => (
        <div class="field">
          <p>
            <strong>{name}</strong>
            {left !== undefined && left > 0 && <span class="soft"> · {t.left(left)}</span>}
          </p>
          {isOver && <p class="soft">{t.none}</p>}
          {!isOver && !suppliedFrom && (
            <form method="post" action={downloadAction}>
              <input type="hidden" name="document" value={id} />
              <button class="button" type="submit" aria-label={`${t.download} : ${name}`}>
                {t.download}
              </button>
            </form>
          )}
        </div>
      ))}
      {downloadsUntil && <p class="soft">{t.filesUntil(inDaysAndHours(downloadsUntil, locale))}</p>}
    </Section>
  );
};
