import { DAY } from '../../../shared/clock.ts';
import { emailKey } from '../../../shared/fields/email-address.ts';
import { serve } from '../../../shared/function/page.tsx';
import { notFound } from '../../../shared/problem/problem.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import { take } from '../../../shared/table/counter.ts';
import { commit } from '../../../shared/table/transact.ts';
import { ownerOf } from '../../accounts/directory.ts';
import { saleStateAt } from '../../shop/sale-action.ts';
import { saleActionAt } from '../../shop/shop-page.ts';
import { EmailSentPage } from '../email-sent-page.tsx';
import { newOrder, orders } from '../order.ts';
import { needsForm, readForm } from '../order-form.ts';
import { formMail } from '../order-mails.ts';
import { place } from '../placing.ts';
import { loadSale, offerOf } from '../sale.ts';
import { documentsOf } from '../sold-documents.ts';
import contract from './contract.ts';

/** Mails that one address receives of one sale in a day: beyond that it is answered the same, and nothing leaves. */
const OFTEN = { max: 5, window: DAY };

export const handler = serve(contract, async ({ params: { directory, slug }, body, client, wantsJson, now }) => {
  const tenant = await ownerOf(directory);
  const saleActionId = tenant && (await saleActionAt(tenant, slug));
  if (!tenant || !saleActionId) throw notFound();
  const sale = await loadSale(tenant, saleActionId);
  const { action, article, brand, seller } = sale;
  const { email } = body;
  const back = `/shop/${directory}/${slug}`;
  if (saleStateAt(action, now) !== 'on-sale') return { see: back };
  const locale = article.language;
  const answer = wantsJson
    ? { json: { sent: true as const }, status: 202 }
    : { page: EmailSentPage({ locale, brand, email, title: article.title, back }), status: 202 };
  const key = `checkout:${saleActionId}:${sha256Hex(emailKey(email))}`;
  if (await take({ key, ...OFTEN }, now)) return answer;

  const order = newOrder({ email, saleActionId, locale }, now);
  const started = orders.put(tenant, order);
  if (needsForm(action, article)) {
    const { smtpAccountId, orderTemplateId: templateId } = action;
    const sender = { ...seller, smtpAccountId, templateId };
    return { ...answer, writes: [started, ...(await formMail(tenant, order, article.title, sender, now))] };
  }
  // Nothing but an address is asked for what is free: it is theirs.
  const filled = readForm({ action, article, methods: [] }, { name: email });
  if ('faults' in filled) throw new Error(`${saleActionId} needs a form`);
  await commit([started], now);
  const offer = offerOf(sale, filled.quote, await documentsOf(tenant, article));
  const placing = { action, offer, filled, settings: sale.settings, shown: article.title, client };
  const { writes } = await place(tenant, order, placing, now);
  return { ...answer, writes };
});
