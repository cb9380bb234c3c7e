import type { Client } from '../../shared/identity/actor.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Write } from '../../shared/table/transact.ts';
import type { Act } from '../proof/ledger.ts';
import { happen, reached, type SignatureRequest } from './signature-request.ts';
import { type Signer, signers } from './signer.ts';

interface Opened {
  client: Client;
  /** How we know: the page told so, or the signer pressed its button. */
  via: 'page' | 'button';
  reading?: { pagesViewed: number; timeZone?: string };
}

/** Facts of a signer's browser, kept with each act. */
export const seenFrom = ({ address, userAgent }: Client) => ({ address, userAgent });

/** The act by which a signer is known to have the document under the eyes, once for each signer. */
export const openedAct = (signer: Signer, { client, via, reading }: Opened, now: Date): Act => ({
  act: 'opened',
  actor: { kind: 'signer', id: signer.id },
  at: now,
  details: { via, ...reading },
  personal: seenFrom(client),
});

export function opening(tenant: Tenant, request: SignatureRequest, signer: Signer, opened: Opened, now: Date): Write[] {
  return [
    ...happen(tenant, request, [openedAct(signer, opened, now)], { to: 'opened', ...reached(request, signer) }),
    signers.update(tenant, signer, {
      when: { missing: ['openedAt'] },
      set: { status: 'opened', openedAt: now.toISOString(), reading: opened.reading },
    }),
  ];
}
