import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { verifySealedPdf } from '../../shared/documents/verify-pdf.ts';
import { classicPdf } from '../../test/pdf-samples.ts';
import {
  askForCode,
  askForSignature,
  documentPage,
  newestCode,
  person,
  report,
  sealedToken,
  seen,
  signingToken,
  typeCode,
  verified,
  work,
} from '../../test/signing.ts';
import { tenant } from '../../test/tenant.ts';
import createContactContract from '../contacts/create-contact/contract.ts';
import { handler as createContact } from '../contacts/create-contact/handler.ts';
import acceptDocumentContract from '../documents/accept-document/contract.ts';
import { handler as acceptDocument } from '../documents/accept-document/handler.ts';
import announceDocumentContract from '../documents/announce-document/contract.ts';
import { handler as announceDocument } from '../documents/announce-document/handler.ts';
import { uploadKey } from '../documents/document.ts';
import listDocumentsContract from '../documents/list-documents/contract.ts';
import { handler as listDocuments } from '../documents/list-documents/handler.ts';
import downloadOriginalContract from './download-original/contract.ts';
import { handler as downloadOriginal } from './download-original/handler.ts';
import downloadContract from './download-sealed-document/contract.ts';
import { handler as download } from './download-sealed-document/handler.ts';
import downloadCopyContract from './download-signed-copy/contract.ts';
import { handler as downloadCopy } from './download-signed-copy/handler.ts';
import getEvidenceContract from './get-evidence/contract.ts';
import { handler as getEvidence } from './get-evidence/handler.ts';
import readSealedContract from './get-sealed-document/contract.ts';
import { handler as readSealed } from './get-sealed-document/handler.ts';
import showCodeFormContract from './show-code-form/contract.ts';
import { handler as showCodeForm } from './show-code-form/handler.ts';
import showSignatureContract from './show-signature/contract.ts';
import { handler as showSignature } from './show-signature/handler.ts';

const follow = async (location: string | undefined) =>
  new Uint8Array(await (await fetch(location ?? '')).arrayBuffer());

it('a customer signs a PDF: uploaded, sent, read, signed with the SMS code, sealed, filed, proven', async () => {
  const t = await tenant();
  const anne = person(t);
  const original = classicPdf({ pages: 2 });

  const contact = await t.call(createContact, createContactContract, {
    body: { kind: 'customer', firstName: 'Anne', lastName: 'Martin', emails: [anne.email], phones: [anne.phone] },
  });
  const announced = await t.call(announceDocument, announceDocumentContract, {
    params: { contactId: contact.body.id },
    body: {
      filename: 'devis-2026-118.pdf',
      type: 'quote',
      size: original.length,
      sha256: createHash('sha256').update(original).digest('hex'),
    },
  });
  expect(await t.put(announced.body.upload, original)).toMatchObject({ status: 200 });
  const documentId = announced.body.id;
  await t.uploaded(acceptDocument, acceptDocumentContract, {
    key: uploadKey(t.tenant, documentId),
    size: original.length,
  });

  const asked = await askForSignature(t, { documentId, signers: [anne], message: 'Pour la cuisine.' });
  expect(asked).toMatchObject({ status: 202, body: { status: 'queued' } });
  const requestId = asked.body.id;
  await work(t);
  expect(await seen(t, requestId)).toMatchObject({ status: 'sent', signers: [{ status: 'invited' }] });

  const [invitation] = await t.inbox(anne.email);
  expect(invitation?.html).toContain('Lire et signer le document');
  expect(invitation?.text).toContain('Pour la cuisine.');
  const token = await signingToken(anne.email);

  const page = await documentPage(t, token);
  expect(page.body).toContain('devis-2026-118.pdf');
  expect(page.body).toContain('Signer');
  const shown = await t.submit(downloadOriginal, downloadOriginalContract, { params: { token } });
  expect(await follow(shown.location)).toEqual(original);
  await report(t, token, { pagesViewed: '2', timeZone: 'Europe/Paris' });
  expect(await seen(t, requestId)).toMatchObject({ status: 'opened', signers: [{ status: 'opened' }] });

  expect(await askForCode(t, token)).toMatchObject({ status: 303, location: `/sign/${token}/code` });
  const codePage = await t.submit(showCodeForm, showCodeFormContract, { params: { token } });
  expect(codePage.body).toContain('Code reçu par SMS');
  expect(codePage.body).toContain('Valider la signature');
  const signed = await typeCode(t, token, await newestCode(anne.phone));
  expect(signed).toMatchObject({ status: 303, location: `/sign/${token}/signature` });
  const thanks = await t.submit(showSignature, showSignatureContract, { params: { token } });
  expect(thanks.body).toContain('Document signé');
  expect(thanks.body).not.toContain('Télécharger le document scellé');
  const copyOfSigner = () => t.submit(downloadCopy, downloadCopyContract, { params: { token } });
  expect(await copyOfSigner()).toMatchObject({ status: 409 });

  await work(t);
  const done = await seen(t, requestId);
  expect(done).toMatchObject({ status: 'completed', signers: [{ status: 'signed', name: 'Anne Martin' }] });
  expect(done.history.map(({ act }: { act: string }) => act)).toEqual([
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

  const sealed = await follow((await t.call(readSealed, readSealedContract, { params: { requestId } })).location);
  expect(await verifySealedPdf(sealed)).toMatchObject({ valid: true, problems: [] });
  expect(Buffer.from(sealed.subarray(0, original.length)).equals(original)).toBe(true);
  const ready = await t.submit(showSignature, showSignatureContract, { params: { token } });
  expect(ready.body).toContain(`href="/sign/${token}/sealed-document"`);
  expect(await follow((await copyOfSigner()).location)).toEqual(sealed);
  const folder = await t.call(listDocuments, listDocumentsContract, { params: { contactId: contact.body.id } });
  expect(folder.body.items).toMatchObject([
    {
      id: done.sealedDocumentId,
      filename: 'devis-2026-118 (signé).pdf',
      source: 'signature',
      signatureRequestId: requestId,
    },
    { id: documentId },
  ]);

  expect(await t.inbox(anne.email)).toHaveLength(2);
  const own = await t.submit(download, downloadContract, { params: { token: await sealedToken(anne.email) } });
  expect(await follow(own.location)).toEqual(sealed);

  const evidence = await follow((await t.call(getEvidence, getEvidenceContract, { params: { requestId } })).location);
  const verification = await verified(t, evidence);
  expect(verification.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(verification).toMatchObject({ verdict: 'valid', summary: { requestId, signers: ['Anne Martin'] } });
});
