import { beforeAll, describe, expect, it } from 'vitest';
import { after, MINUTE } from '../../shared/clock.ts';
import { verifySealedPdf } from '../../shared/documents/verify-pdf.ts';
import { getPinned, headObject } from '../../shared/objects/objects.ts';
import { crashes } from '../../test/crash.ts';
import { actsOf, invited, person, sign, timePasses } from '../../test/signing.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import listDocumentsContract from '../documents/list-documents/contract.ts';
import { handler as listDocuments } from '../documents/list-documents/handler.ts';
import deliverMailContract from '../mail/deliver-mail/contract.ts';
import { handler as deliverMail } from '../mail/deliver-mail/handler.ts';
import wakeDueContract from '../platform/wake-due/contract.ts';
import { handler as wakeDue } from '../platform/wake-due/handler.ts';
import assembleEvidenceContract from './assemble-evidence/contract.ts';
import { handler as assembleEvidence } from './assemble-evidence/handler.ts';
import { verifySignature } from './proof/verifier.ts';
import sealDocumentContract from './seal-document/contract.ts';
import { handler as sealDocument } from './seal-document/handler.ts';
import { findRequest } from './signature-request.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const queues = {
  'seal-document': (data: unknown, clock?: () => Date) =>
    t.receive(sealDocument, sealDocumentContract, data, clock ? { clock } : {}),
  'assemble-evidence': (data: unknown, clock?: () => Date) =>
    t.receive(assembleEvidence, assembleEvidenceContract, data, clock ? { clock } : {}),
};

let turn = 0;
/** Every second time the queue gives the message again; the due index knows in any case. */
async function again(queue: keyof typeof queues, data: unknown): Promise<void> {
  if (++turn % 2) await queues[queue](data);
  const clock = () => after(new Date(), 2 * MINUTE);
  await t.tick(wakeDue, wakeDueContract, { clock });
  for (const woken of await t.queued(queue)) await queues[queue](woken, clock);
}

/** A request that everybody has signed, whose message waits. */
async function signed() {
  const anne = person(t);
  const { id, document } = await invited(t, [anne]);
  await sign(t, anne);
  const [data] = await t.queued('seal-document');
  return { id, anne, document, data };
}
type Signed = Awaited<ReturnType<typeof signed>>;

const UNTIL_FILED = ['requested', 'email-sent', 'opened', 'code-sent', 'code-validated', 'signed', 'sealed', 'filed'];

/** One sealed document, the one that is stored, filed once, and an unbroken story. */
async function sealedOnce({ id, document }: Signed) {
  expect(await actsOf(t, id)).toEqual(UNTIL_FILED);
  const folder = await t.call(listDocuments, listDocumentsContract, { params: { contactId: document.contactId } });
  expect(folder.body.items.filter(({ source }: { source: string }) => source === 'signature')).toHaveLength(1);
  const { sealed } = await findRequest(t.tenant, id);
  expect(await headObject('archive', sealed!.key)).toMatchObject({ versionId: sealed!.versionId });
  expect(await verifySealedPdf(await getPinned(sealed!))).toMatchObject({ valid: true });
}

/** Evidence that holds, and one confirmation. */
async function completedOnce({ id, anne }: Signed) {
  const { status, evidence } = await findRequest(t.tenant, id);
  expect(status).toBe('completed');
  const { checks } = await verifySignature(await getPinned(evidence!));
  expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  for (const data of await t.queued('deliver-mail')) await t.receive(deliverMail, deliverMailContract, data);
  expect(await t.inbox(anne.email)).toHaveLength(2);
}

describe('however it dies,', { timeout: 300_000 }, () => {
  it('seal-document seals and files once', async () => {
    for await (const die of crashes()) {
      const request = await signed();
      await die(() => queues['seal-document'](request.data));
      await again('seal-document', request.data);
      await sealedOnce(request);
    }
    await t.queued('assemble-evidence');
  });

  it('assemble-evidence completes once and writes once to the signer', async () => {
    for await (const die of crashes()) {
      const request = await signed();
      await queues['seal-document'](request.data);
      const [data] = await t.queued('assemble-evidence');
      await die(() => queues['assemble-evidence'](data));
      await again('assemble-evidence', data);
      await completedOnce(request);
      expect(await actsOf(t, request.id)).toEqual(UNTIL_FILED);
    }
  });
});

it('all at once, several times each, still once: the confirmation is told, the evidence tells of it', async () => {
  const request = await signed();
  await Promise.all([1, 2, 3].map(() => queues['seal-document'](request.data)));
  await sealedOnce(request);
  const [data] = await t.queued('assemble-evidence');
  await Promise.all([1, 2, 3].map(() => queues['assemble-evidence'](data)));
  await timePasses(t);
  await completedOnce(request);
  expect(await actsOf(t, request.id)).toEqual([...UNTIL_FILED, 'notified']);
});
