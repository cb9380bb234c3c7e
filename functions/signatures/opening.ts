import type { Client } from '../../shared/identity/actor.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { conflict } from '../../shared/problem/problem.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import type { RequestActOf } from './request-acts.ts';
import { happen, reached, type SignatureRequest } from './signature-request.ts';
import { type Signer, signers } from './signer.ts';
import { signingPath } from './signing-link.ts';

interface Opened {
  client: Client;
  /** How it was read: shown by our page, or by the browser itself from the link to the PDF. */
  via: 'page' | 'link';
  /** When the document was served to this very browser. */
  servedAt: string;
  reading?: { pagesViewed: number; timeZone?: string };
}

/** Facts of a signer's browser, kept with each act. */
export const seenFrom = ({ address, userAgent }: Client) => ({ address, userAgent });

/** The act by which a signer is known to have been given the document, once for each signer. */
export function opening(
  tenant: Tenant,
  request: SignatureRequest,
  signer: Signer,
  { client, via, servedAt, reading }: Opened,
  now: Date,
): Write[] {
  const opened: RequestActOf<'opened'> = {
    act: 'opened',
    actor: { kind: 'signer', id: signer.id },
    at: now,
    details: { via, servedAt, ...reading },
    personal: seenFrom(client),
  };
  return [
    ...happen(tenant, request, [opened], { move: 'open', ...reached(request, signer) }),
    signers.move(tenant, signer, 'open', {
      when: { missing: ['openedAt'] },
      set: { openedAt: now.toISOString(), ...(reading && { reading }) },
    }),
  ];
}

/** Nobody signs what was not served to them. */
export const notOpened = () =>
  conflict(
    'document-not-opened',
    say(
      'Ouvrez d’abord le document : GET /sign/{token}/document. Renvoyez ensuite le cookie « served » de cette réponse avec le formulaire.',
      'Open the document first: GET /sign/{token}/document. Then send the cookie “served” of that answer back with the form.',
    ),
  );

/** Where who presses a button before reading is led: to the document, which says what to do. @throws 409 for a program */
export function openFirst(token: string, wantsJson: boolean) {
  if (wantsJson) throw notOpened();
  return { see: `${signingPath(token)}?unopened=1` };
}
