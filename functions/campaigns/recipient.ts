import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { entity, sortPart } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { type Locale, say } from '../../shared/text.ts';
import { recipientFault, recipientView } from './campaign-view.ts';
import { faultText } from './recipient-faults.ts';
import { recipientStates } from './recipient-states.ts';

/** Recipients that lie together: so many in one partition, in the order in which they came. */
const CHUNK = 1_000;

/** Somebody who is to have the certificates of a campaign. */
export const recipients = entity({
  name: 'certificate-recipient',
  partition: 'chunk',
  sort: ['number'],
  states: recipientStates,
  schema: recipientView.omit({ id: true, faults: true, mails: true }).extend({
    chunk: z.string(),
    /** From 1, in the order in which they came: it makes their id. */
    number: z.int(),
    faults: z.array(recipientFault).optional(),
  }),
});
export type Recipient = z.infer<(typeof recipients)['schema']>;
export type RecipientFault = z.infer<typeof recipientFault>;

const chunkOf = (campaignId: string, number: number) => `${campaignId}.${Math.floor(number / CHUNK)}`;
const keyOf = (campaignId: string, number: number) => ({ chunk: chunkOf(campaignId, number), number });

const ID = /^rcp_(\d{8})$/;
const recipientId = ({ number }: Pick<Recipient, 'number'>): string => `rcp_${String(number).padStart(8, '0')}`;

/** @throws 404 */
export async function findRecipient(tenant: Tenant, campaignId: string, id: string): Promise<Recipient> {
  const number = Number(ID.exec(id)?.[1] ?? 0);
  const found = number > 0 ? await recipients.get(tenant, keyOf(campaignId, number)) : undefined;
  if (!found) throw notFound(say('Ce destinataire n’existe pas.', 'This recipient does not exist.'));
  return found;
}

type New = Pick<Recipient, 'number' | 'email' | 'values'> & { line?: number };

export const putRecipient = (tenant: Tenant, campaignId: string, given: New): Write =>
  recipients.put(tenant, { ...given, ...keyOf(campaignId, given.number), status: 'planned' });

/** What was wrong is said anew when it is checked again. */
export const correctRecipient = (
  tenant: Tenant,
  before: Recipient,
  set: Partial<Pick<Recipient, 'email' | 'values'>>,
): Write => recipients.move(tenant, before, 'correct', { set, remove: ['faults'] });

export const doubtRecipient = (tenant: Tenant, before: Recipient, faults: readonly RecipientFault[]): Write =>
  recipients.move(tenant, before, 'doubt', { set: { faults: [...faults] } });

/** Their certificates are made. */
export const issueRecipient = (tenant: Tenant, before: Recipient, certificateIds: readonly string[]): Write =>
  recipients.move(tenant, before, 'issue', { set: { certificateIds: [...certificateIds] } });

export const removeRecipient = (tenant: Tenant, recipient: Recipient): Write =>
  recipients.delete(tenant, recipient, { when: { equals: { status: recipient.status } } });

/** Some recipients in the order of their numbers, after one of them. */
export async function recipientsAfter(
  tenant: Tenant,
  { id, next }: { id: string; next: number },
  after: number,
  most: number,
): Promise<Recipient[]> {
  const found: Recipient[] = [];
  for (let chunk = Math.floor((after + 1) / CHUNK); chunk * CHUNK < next && found.length < most; chunk++) {
    for (let from = Math.max(after, chunk * CHUNK - 1); ; ) {
      const page = await recipients.between(tenant, `${id}.${chunk}`, sortPart(from), '~', most - found.length);
      found.push(...page);
      const last = page.at(-1);
      if (!last || found.length >= most) break;
      from = last.number;
    }
  }
  return found;
}

/** All of them, in flat memory. */
export async function* everyRecipient(
  tenant: Tenant,
  campaign: { id: string; next: number },
): AsyncGenerator<Recipient> {
  const PAGE = 500;
  for (let after = 0; ; ) {
    const page = await recipientsAfter(tenant, campaign, after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.number;
  }
}

/** A recipient as the API shows it, in the caller's language. */
export const viewOfRecipient = ({ faults, ...rest }: Recipient, locale: Locale): z.input<typeof recipientView> => ({
  ...rest,
  id: recipientId(rest),
  ...(faults && { faults: faults.map((fault) => ({ ...fault, reason: faultText(fault)[locale] })) }),
});
