import * as z from 'zod';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { decryptSecret } from '../../../shared/keys/secret-box.ts';
import { notFound } from '../../../shared/problem/problem.ts';
import { entity } from '../../../shared/table/entity.ts';
import { ConditionFailed, transact } from '../../../shared/table/transact.ts';
import { say } from '../../../shared/text.ts';
import { SMTP_STAGES, smtpPurpose, smtpSecurity } from './smtp-account-fields.ts';

/** A mailbox of the business, or of one of its users, through which mail leaves. Its password is encrypted. */
export const smtpAccounts = entity({
  name: 'smtp-account',
  partition: 'id',
  feed: true,
  schema: z.object({
    id: z.string(),
    /** The whole shop, or a user's id. */
    owner: z.string(),
    purpose: smtpPurpose,
    preset: z.string().optional(),
    host: z.string(),
    port: z.number().int(),
    security: smtpSecurity,
    login: z.string(),
    encryptedPassword: z.string(),
    fromAddress: z.string(),
    fromName: z.string().optional(),
    createdAt: z.string(),
    updatedAt: z.string(),
    /** Moves with every change of the fields above. */
    version: z.number().int(),
    /** What the last test of these settings found, or the last delivery. */
    lastTest: z
      .object({
        at: z.string(),
        ok: z.boolean(),
        /** Where it failed, and the key of the advice given. */
        stage: z.enum(SMTP_STAGES).optional(),
        advice: z.string().optional(),
        /** Until when no mail tries it: said by the delivery that failed, never by a test. */
        heldUntil: z.string().optional(),
      })
      .optional(),
  }),
});
export type SmtpAccount = z.infer<(typeof smtpAccounts)['schema']>;

/** Which account sends for whom: one row per owner and purpose, so that there is never a second. */
export const smtpSenders = entity({
  name: 'smtp-sender',
  partition: 'owner',
  sort: ['purpose'],
  schema: z.object({ owner: z.string(), purpose: smtpPurpose, smtpAccountId: z.string() }),
});

export const smtpBinding = (tenant: Tenant, id: string) => ({ tenant, purpose: `smtp/${id}` });

/** The password, in clear. For the transport only: never in an answer, never in a log. */
export const smtpPassword = (tenant: Tenant, { id, encryptedPassword }: SmtpAccount): Promise<string> =>
  decryptSecret(encryptedPassword, smtpBinding(tenant, id));

const ID = /^smtp_[0-9a-z]{26}$/;

/** @throws 404, for another account's too */
export async function findSmtpAccount(tenant: Tenant, id: string): Promise<SmtpAccount> {
  const account = ID.test(id) ? await smtpAccounts.get(tenant, { id }) : undefined;
  if (account) return account;
  throw notFound(say('Ce compte SMTP n’existe pas.', 'This SMTP account does not exist.'));
}

/** Which account sends for an owner (`shop` or a user's id), if one does. */
export const smtpAccountIdOf = async (
  tenant: Tenant,
  owner: string,
  purpose: SmtpAccount['purpose'],
): Promise<string | undefined> => (await smtpSenders.get(tenant, { owner, purpose }))?.smtpAccountId;

/** The account that sends for an owner, if there is one. */
export async function smtpAccountOf(
  tenant: Tenant,
  owner: string,
  purpose: SmtpAccount['purpose'],
): Promise<SmtpAccount | undefined> {
  const id = await smtpAccountIdOf(tenant, owner, purpose);
  return id === undefined ? undefined : smtpAccounts.get(tenant, { id });
}

/** The most accounts a tenant is shown at once: two per user and two for the shop. */
const MANY = 100;

/** Every SMTP account of a tenant, newest first. */
export const listSmtpAccounts = async (tenant: Tenant, now: Date): Promise<SmtpAccount[]> =>
  (await smtpAccounts.list(tenant, 'feed', { now, limit: MANY })).items;

/**
 * Keeps what a test found, unless the settings that it tested are gone meanwhile. On its own: a test sends mail and must
 * not be done again because of this write.
 */
export async function keepTest(
  tenant: Tenant,
  { id, version }: SmtpAccount,
  lastTest: NonNullable<SmtpAccount['lastTest']>,
): Promise<void> {
  try {
    await transact([smtpAccounts.update(tenant, { id }, { set: { lastTest }, when: { equals: { version } } })]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}
