import { MINUTE } from '../../../shared/clock.ts';
import { serve } from '../../../shared/function/http.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { newId } from '../../../shared/ids.ts';
import { presignUpload } from '../../../shared/objects/presign.ts';
import { findContact, oneMoreDocument } from '../../contacts/contact.ts';
import { announce, type Document, findDocument, uploadKey } from '../document.ts';
import contract from './contract.ts';

const LINK_SECONDS = 15 * MINUTE;

export const handler = serve(
  contract,
  async ({ params, body, actor: { tenant }, now }) => {
    const { id: contactId } = await findContact(tenant, params.contactId);
    const id = newId('doc', now);
    return {
      status: 201,
      body: { id, status: 'awaiting-upload' as const },
      fresh: { upload: await linkFor(tenant, id, body) },
      headers: { location: `/v1/documents/${id}` },
      writes: [oneMoreDocument(tenant, contactId), announce(tenant, { ...body, id, contactId }, now)],
    };
  },
  async ({ id }, { actor: { tenant } }) => {
    const document = await findDocument(tenant, id);
    const { status } = document;
    return status === 'awaiting-upload' ? { status, upload: await linkFor(tenant, id, document) } : { status };
  },
);

/** Whoever holds the link may send the file: it is given, never kept. */
const linkFor = (tenant: Tenant, id: string, { size, sha256 }: Pick<Document, 'size' | 'sha256'>) =>
  presignUpload({
    bucket: 'uploads',
    key: uploadKey(tenant, id),
    contentType: 'application/pdf',
    size,
    sha256,
    seconds: LINK_SECONDS,
  });
