import { beforeAll, describe, expect, it } from 'vitest';
import { verifySealedPdf } from '../../shared/documents/verify-pdf.ts';
import { getPinned, headObject } from '../../shared/objects/objects.ts';
import { crashes } from '../../test/crash.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import listDocumentsContract from '../documents/list-documents/contract.ts';
import { handler as listDocuments } from '../documents/list-documents/handler.ts';
import { verifyBundle } from '../proof/verify.ts';
import assembleEvidenceContract from './assemble-evidence/contract.ts';
import { handler as assembleEvidence } from './assemble-evidence/handler.ts';
import { actsOf, invited, type Person, person, seen, sign, timePasses, work } from './journey.ts';
import sealDocumentContract from './seal-document/contract.ts';
import { handler as sealDocument } from './seal-document/handler.ts';
import { findRequest } from './signature-request.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

let turn = 0;
/** Every second time the queue gives the message again; otherwise only the due index knows. */
const again = async (redelivery: () => Promise<void>) => {
  if (++turn % 2) await redelivery();
  await timePasses(t);
};

async function signed() {
  const anne = person(t);
  const { id, document } = await invited(t, [anne]);
  await sign(t, anne);
  return { id, anne, document };
}

/** One sealed document, filed once; one confirmation; an unbroken chain in evidence that holds. */
async function endedWell({ id, anne, document }: { id: string; anne: Person; document: { contactId: string } }) {
  expect(await actsOf(t, id)).toEqual([
    'requested',
    'email-sent',
    'opened',
    'code-sent',
    'code-validated',
    'signed',
    'sealed',
    'filed',
    'notified',
  ]);
  expect(await t.inbox(anne.email)).toHaveLength(2);
  const folder = await t.call(listDocuments, listDocumentsContract, { params: { contactId: document.contactId } });
  expect(folder.body.items.filter(({ source }: { source: string }) => source === 'signature')).toHaveLength(1);
  const { sealed, evidence } = await findRequest(t.tenant, id);
  expect(await headObject('archive', sealed!.key)).toMatchObject({ versionId: sealed!.versionId });
  expect(await verifySealedPdf(await getPinned(sealed!))).toMatchObject({ valid: true });
  const { checks } = await verifyBundle(await getPinned(evidence!));
  expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect((await seen(t, id)).status).toBe('completed');
}

describe('however it dies,', () => {
  it('seal-document seals and files once', async () => {
    for await (const die of crashes()) {
      const request = await signed();
      const [data] = await t.queued('seal-document');
      const run = () => t.receive(sealDocument, sealDocumentContract, data);
      await die(run);
      await again(run);
      await endedWell(request);
    }
  });

  it('assemble-evidence completes once and writes once to the signer', async () => {
    for await (const die of crashes()) {
      const request = await signed();
      for (const data of await t.queued('seal-document')) await t.receive(sealDocument, sealDocumentContract, data);
      const [data] = await t.queued('assemble-evidence');
      const run = () => t.receive(assembleEvidence, assembleEvidenceContract, data);
      await die(run);
      await again(run);
      await endedWell(request);
    }
  });
});

it('two workers at once on the same message seal once', async () => {
  const request = await signed();
  const [data] = await t.queued('seal-document');
  await Promise.all([1, 2, 3].map(() => t.receive(sealDocument, sealDocumentContract, data)));
  const [next] = await t.queued('assemble-evidence');
  await Promise.all([1, 2, 3].map(() => t.receive(assembleEvidence, assembleEvidenceContract, next)));
  await work(t);
  await endedWell(request);
});
