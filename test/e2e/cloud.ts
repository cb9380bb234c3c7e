import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inbox, sender, signUp } from '../../demo/parties.ts';
import { type Cloud, startCloud } from '../../infra/local/cloud.ts';
import { ensureSynthesized } from '../../infra/local/freshness.ts';
import { PROJECT_ROOT } from '../../infra/use-cases.ts';

/** The deployed bundles on the embedded cloud, its state in memory. The caller closes it. */
export async function realCloud(): Promise<Cloud> {
  const cdkOut = join(PROJECT_ROOT, 'cdk.out');
  await ensureSynthesized(cdkOut);
  return startCloud({ cdkOut });
}

export interface Customer {
  name: string;
  email: string;
  phone: string;
}

let people = 0;
/** Somebody whom no other test writes to. */
export const customer = (name: string): Customer => {
  people += 1;
  const id = randomUUID();
  const digits = String(Number.parseInt(id.slice(0, 4), 16) * 100 + people).padStart(8, '0');
  return { name, email: `${id}@client.example`, phone: `+336${digits.slice(-8)}` };
};

export const sampleQuote = async (): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL('../../demo/devis-2026-042.pdf', import.meta.url)));

/** A business that has signed up, and the mailbox of everybody. */
export async function business({ apiUrl, inboxUrl }: { apiUrl: string; inboxUrl: string }) {
  const { accountId, apiKey } = await signUp(apiUrl, inboxUrl, {
    email: `${randomUUID()}@durand.example`,
    firstName: 'Camille',
    lastName: 'Durand',
    company: 'Menuiserie Durand',
  });
  const api = sender(apiUrl, apiKey);
  const newContact = async (kind = 'customer') =>
    (await api.createContact({ kind, lastName: 'Lefèvre', emails: [], phones: [] })).id;
  return {
    ...api,
    accountId,
    apiKey,
    mailbox: inbox(inboxUrl),
    newContact,
    /** A request to sign the sample quote; its id. */
    async asksToSign(signers: Customer[], more: object = {}): Promise<string> {
      const { id: documentId } = await api.addDocument(
        await newContact(),
        'devis-2026-042.pdf',
        'quote',
        await sampleQuote(),
      );
      return (await api.sendForSignature({ documentId, signers, ...more })).id;
    },
  };
}

export type Business = Awaited<ReturnType<typeof business>>;
