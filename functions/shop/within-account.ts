import type { Tenant } from '../../shared/identity/tenant.ts';
import { ratesAt } from '../../shared/money/vat-rates.ts';
import { invalidField } from '../../shared/problem/problem.ts';
import { say } from '../../shared/text.ts';
import type { Business } from '../accounts/business.ts';
import { findList } from '../lists/list.ts';
import { type EmailTemplate, emailTemplates, findTemplate } from '../mail-wording/email-template.ts';
import { straysIn } from '../mail-wording/strays.ts';
import { tagsIn } from '../mail-wording/tags.ts';
import { tagsOf } from '../mail-wording/template-tags.ts';
import { findSmtpAccount } from '../sending-accounts/smtp/smtp-account.ts';
import type { Article } from './article.ts';
import { chainFrom, findSaleAction, type SaleAction, type SaleActionChange } from './sale-action.ts';

/** The tag that becomes the link to an order. */
const ORDER_LINK = 'UrlData';

/**
 * Looks at what a sale action names beside itself: the rates of its country, its mailbox, templates, list, and the action
 * that it leads to.
 * @throws 404 for what is none of the account's; 422 naming the field
 */
export async function checkWithin(
  tenant: Tenant,
  typed: SaleActionChange,
  of: { id?: string; article: Article; business: Business | undefined; now: Date },
): Promise<void> {
  if (typed.price) checkRates(typed.price, typed.shipping, of);
  const { smtpAccountId, orderTemplateId, confirmationTemplateId, listId, redirectTo } = typed;
  await Promise.all([
    smtpAccountId && findSmtpAccount(tenant, smtpAccountId),
    listId && findList(tenant, listId),
    orderTemplateId && mustWord(tenant, 'orderTemplateId', orderTemplateId),
    confirmationTemplateId && mustWord(tenant, 'confirmationTemplateId', confirmationTemplateId),
    redirectTo && mustEnd(tenant, redirectTo, of.id),
  ]);
}

/** @throws 422 for a rate that is none of the country where VAT is owed, naming those that are */
function checkRates(
  { vatRate, abroad }: NonNullable<SaleAction['price']>,
  shipping: SaleAction['shipping'] | null | undefined,
  { article, business, now }: { article: Article; business: Business | undefined; now: Date },
): void {
  const day = now.toISOString().slice(0, 10);
  if (business?.vatExempt && vatRate > 0) {
    throw invalidField(
      '/price/vatRate',
      say(
        'Votre entreprise vend sans TVA (`vatExempt`) : donnez le taux 0.',
        'Your business sells without VAT (`vatExempt`): give the rate 0.',
      ),
    );
  }
  // Whoever comes to a place pays the VAT of where it is.
  const own = article.place?.country ?? business?.address.country;
  const check = (pointer: string, country: string, rate: number) => {
    const rates = ratesAt(country, day);
    if (!rates || rates.includes(rate)) return;
    throw invalidField(
      pointer,
      say(
        `${rate} % n’est pas un taux de TVA de ce pays (${country}) : ${rates.join(' ; ').replaceAll('.', ',')}.`,
        `${rate}% is not a rate of VAT of that country (${country}): ${rates.join('; ')}.`,
      ),
    );
  };
  if (own) {
    check('/price/vatRate', own, vatRate);
    if (shipping?.vatRate !== undefined) check('/shipping/vatRate', own, shipping.vatRate);
  }
  for (const [i, { country, vatRate: rate }] of abroad.entries()) check(`/price/abroad/${i}/vatRate`, country, rate);
}

/** The mail that each template words. */
const WORDED = { orderTemplateId: 'order-invitation', confirmationTemplateId: 'order-confirmation' } as const;
type Worded = keyof typeof WORDED;
const LINKING = Object.keys(WORDED) as Worded[];

/** Which templates of a sale action no longer hold the link to the order, or are gone. */
export async function brokenTemplates(tenant: Tenant, action: SaleAction) {
  const broken = await Promise.all(
    LINKING.map(async (field) => {
      const id = action[field];
      const template = id === undefined ? undefined : await emailTemplates.get(tenant, { id });
      return id !== undefined && !(template && hasOrderLink(template) && !rawIn(template, field).length) ? [field] : [];
    }),
  );
  return broken.flat();
}

const hasOrderLink = ({ languages }: EmailTemplate): boolean =>
  Object.values(languages).every(
    (words) => !words || tagsIn(words.html).some((tag) => tag.toLowerCase() === ORDER_LINK.toLowerCase()),
  );

/** What would leave as it is written: tags that this mail has no value for, and tags written in another way. */
function rawIn({ languages }: EmailTemplate, field: Worded): string[] {
  const names = tagsOf(WORDED[field], 'fr').map(({ name }) => name);
  const known = new Set(names.map((name) => name.toLowerCase()));
  const texts = Object.values(languages).flatMap((words) => (words ? [words.subject, words.html, words.text] : []));
  const raw = texts.flatMap((text) => [
    ...tagsIn(text).flatMap((tag) => (known.has(tag.toLowerCase()) ? [] : [`{{${tag}}}`])),
    ...straysIn(text, names).map(({ written }) => written),
  ]);
  return [...new Set(raw)];
}

/** @throws 404; 422 for a template without the link to the order in each of its languages, or with what would leave raw */
async function mustWord(tenant: Tenant, field: Worded, id: string): Promise<void> {
  const template = await findTemplate(tenant, id);
  if (template.kind !== 'custom') {
    throw invalidField(
      `/${field}`,
      say('Choisissez un modèle libre (`custom`).', 'Choose a template of your own (`custom`).'),
    );
  }
  if (!hasOrderLink(template)) {
    throw invalidField(
      `/${field}`,
      say(
        `Ce modèle ne contient pas la balise #${ORDER_LINK}#, le lien vers la commande : ajoutez-la dans chaque langue.`,
        `This template does not hold the tag #${ORDER_LINK}#, the link to the order: add it in each language.`,
      ),
    );
  }
  const raw = rawIn(template, field);
  if (!raw.length) return;
  const possible = tagsOf(WORDED[field], 'fr')
    .map(({ name }) => `{{${name}}}`)
    .join(', ');
  throw invalidField(
    `/${field}`,
    say(
      `Dans cet e-mail, « ${raw.slice(0, 5).join(' », « ')} » partirait vide ou tel quel. Balises possibles : ${possible}.`,
      `In this email, “${raw.slice(0, 5).join('”, “')}” would leave empty or as it is. Possible tags: ${possible}.`,
    ),
  );
}

/** @throws 404; 422 when the actions would lead to each other for ever */
async function mustEnd(tenant: Tenant, redirectTo: string, id: string | undefined): Promise<void> {
  const next = await findSaleAction(tenant, redirectTo);
  if (id === undefined) return;
  const chain = [next, ...(await chainFrom(tenant, next))];
  if (!chain.some((action) => action.id === id)) return;
  throw invalidField(
    '/redirectTo',
    say(
      'Cette action mène déjà à celle-ci : l’acheteur tournerait en rond. Choisissez-en une autre.',
      'That action leads to this one already: the buyer would go round in circles. Choose another.',
    ),
  );
}
