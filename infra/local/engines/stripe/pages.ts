import { html } from 'hono/html';
import type { Thing } from './objects.ts';
import type { PayerAct } from './payer.ts';

const amount = ({ amount_total, currency }: Thing) =>
  new Intl.NumberFormat('fr', { style: 'currency', currency: String(currency ?? 'eur') }).format(
    Number(amount_total) / 100,
  );

const frame = (title: string, body: ReturnType<typeof html>) => html`<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <style>
      body { font: 17px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
      button { font: inherit; padding: 0.6rem 1rem; margin: 0.25rem 0; width: 100%; text-align: left; }
      section { border-top: 1px solid #999; padding: 1rem 0; }
    </style>
  </head>
  <body>${body}</body>
</html>`;

const button = (act: PayerAct, label: string) => html`<button name="act" value="${act}">${label}</button>`;

/** Where a payer is sent: the hosted page of a session. */
export const payPage = (session: Thing, isRefused: boolean) =>
  frame(
    'Payer',
    html`<main>
      <h1>Payer ${amount(session)}</h1>
      <p>Doublure locale de Stripe : rien n’est payé. / A local stand-in for Stripe: nothing is paid.</p>
      ${isRefused ? html`<p role="alert">Votre carte a été refusée. Essayez un autre moyen de paiement.</p>` : ''}
      <form method="post" action="/pay/${session.id}">
        ${button('pay', 'Payer par carte')} ${button('pay-later', 'Payer par prélèvement SEPA (plus tard)')}
        ${button('fail', 'Carte refusée')}
      </form>
      <p><a href="${String(session.cancel_url ?? '/')}">Revenir à la boutique</a></p>
    </main>`,
  );

/** What has been paid, and what may still happen to it. */
export const listPage = (sessions: readonly Thing[]) =>
  frame(
    'Paiements',
    html`<main>
      <h1>Paiements</h1>
      ${sessions.map(
        (session) => html`<section>
          <p>${amount(session)} · ${String(session.customer_email ?? '')} · ${String(session.status)}, ${String(session.payment_status)}<br />${session.id}</p>
          <form method="post" action="/pay/${session.id}">
            <input type="hidden" name="from" value="list" />
            ${
              session.status !== 'complete'
                ? ''
                : session.payment_status === 'unpaid'
                  ? html`${button('succeed', 'Le prélèvement aboutit')} ${button('fail-later', 'Le prélèvement échoue')}`
                  : html`${button('refund-part', 'Rembourser la moitié')} ${button('refund', 'Rembourser le reste')} ${button('fail-refund', 'Le dernier remboursement échoue')} ${button('dispute', 'Contester')} ${button('win', 'Contestation gagnée')} ${button('lose', 'Contestation perdue')}`
            }
          </form>
        </section>`,
      )}
      <form method="post" action="/clock"><button name="seconds" value="86400">Avancer d’un jour</button></form>
    </main>`,
  );
