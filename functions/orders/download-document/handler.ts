import { after, MINUTE } from '../../../shared/clock.ts';
import { serve } from '../../../shared/function/page.tsx';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { conflict, gone, notFound } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { happen, offered } from '../order.ts';
import { orderOf } from '../order-link.ts';
import { downloadsLeft, downloadsUntil } from '../order-page-of.ts';
import { IN_STATE, orderStates } from '../order-states.ts';
import { suppliedFrom } from '../withdrawal-period.ts';
import contract from './contract.ts';

/** Seconds in which the same document is had again without being counted: a download that broke off, a second press. */
const FREE_AGAIN = 10 * MINUTE;

export const handler = serve(contract, async ({ params: { token }, body, client, now }) => {
  const { tenant, order } = await orderOf(token, now);
  if (!IN_STATE[order.status].delivers) throw orderStates.refusal(order);
  const document = offered(order).documents.find(({ id }) => id === body.document);
  if (!document) throw notFound();
  if (now < suppliedFrom(order)) throw notYet();
  const until = downloadsUntil(order);
  if (until && now >= until) throw over();
  const before = order.downloads[document.id];
  const see = document.content ? await presignDownload(document.content, document.name, true) : (document.url ?? '');
  if (before && now < after(new Date(before.at), FREE_AGAIN)) return { see };
  if (downloadsLeft(order, document.id) === 0) throw spent();
  const count = (before?.count ?? 0) + 1;
  const act = {
    act: 'downloaded',
    actor: { kind: 'buyer', id: order.id },
    at: now,
    details: { documentId: document.id, count },
    personal: { address: client.address, userAgent: client.userAgent },
  } as const;
  const downloads = { ...order.downloads, [document.id]: { count, at: now.toISOString() } };
  return { see, writes: happen(tenant, order, [act], { set: { downloads } }, now) };
});

const spent = () =>
  conflict(
    'downloads-spent',
    say(
      'Le nombre de téléchargements prévu est atteint. Écrivez au vendeur : il peut le rouvrir.',
      'The number of downloads is reached. Write to the seller, who can open it again.',
    ),
  );
const notYet = () =>
  conflict(
    'not-supplied-yet',
    say(
      'Ce document sera là à la fin du délai de rétractation, dont la date est sur la page de votre commande.',
      'This document will be here at the end of the period in which you may withdraw: its date is on the page of your order.',
    ),
  );
const over = () =>
  gone(
    'link-expired',
    say(
      'Le temps de téléchargement est passé. Écrivez au vendeur : il peut le rouvrir.',
      'The time for downloading is over. Write to the seller, who can open it again.',
    ),
  );
