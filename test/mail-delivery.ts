import activation from '../functions/accounts/mails/account-activation.tsx';
import exists from '../functions/accounts/mails/account-exists.tsx';
import contract from '../functions/mail/deliver-mail/contract.ts';
import { handler } from '../functions/mail/deliver-mail/handler.ts';
import { type Attachment, mails, queueMail } from '../functions/mail/mail.ts';
import wakeDueContract from '../functions/platform/wake-due/contract.ts';
import { handler as wakeDue } from '../functions/platform/wake-due/handler.ts';
import updateContract from '../functions/sending-accounts/update-mail-settings/contract.ts';
import { handler as updateSettings } from '../functions/sending-accounts/update-mail-settings/handler.ts';
import invitation from '../functions/signatures/mails/signature-invitation.tsx';
import { commit } from '../shared/table/transact.ts';
import { smtpSteps } from './smtp/steps.ts';
import type { TestTenant } from './tenant.ts';

/** A mail that holds a secret link, and one that holds none, of areas that do not matter here. */
export const WITH_LINK = activation;
export const WITHOUT_LINK = exists;

interface Letter {
  to?: string | string[];
  senderName?: string;
  documentName?: string;
  message?: string;
  fromName?: string;
  sender?: { userId: string };
  attachments?: Attachment[];
  heldAbout?: string;
}

export const LINK = 'https://guichet.example/sign/0123456789';

/** What a test does to have mail delivered through SMTP accounts. */
export const deliverySteps = (t: TestTenant) => ({
  /** An account at a server of the test's own, through which mails leave. @returns its id */
  async account(server: { port: number }, more: object = {}): Promise<string> {
    const id = await smtpSteps(t).at(server, more);
    await t.call(updateSettings, updateContract, { body: { mode: 'smtp', campaign: { enabled: false } } });
    return id;
  },

  /** A mail on its way: an invitation to sign. */
  async queued({ to = t.email('anne'), senderName = 'Camille Durand', ...letter }: Letter = {}, now = new Date()) {
    const { documentName = 'Devis n° 2027-014', message, ...more } = letter;
    const data = { signerName: 'Anne Martin', senderName, documentName, link: LINK, ...(message && { message }) };
    const { mailId, ...write } = await queueMail(
      { tenant: t.tenant, to, locale: 'fr', kind: invitation, data, ...more },
      now,
    );
    await commit([write], now);
    return { mailId, data: { tenant: t.tenant, mailId }, now };
  },

  deliver: (data: unknown, at = new Date()) => t.receive(handler, contract, data, { clock: () => at }),

  /** Delivers what is due by then; a queue may hold what other tests left. */
  async deliverDue(at: Date) {
    await t.tick(wakeDue, wakeDueContract, { clock: () => at });
    const due = (await t.queued('deliver-mail')) as { tenant: string }[];
    for (const data of due.filter(({ tenant }) => tenant === t.tenant)) {
      await t.receive(handler, contract, data, { clock: () => at });
    }
  },

  async mail(id: string) {
    const found = await mails.get(t.tenant, { id });
    if (!found) throw new Error(`${id} is no more`);
    return found;
  },
});
