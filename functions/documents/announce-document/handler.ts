import { MINUTE } from '../../../shared/clock.ts';
import { serve } from '../../../shared/function/http.ts';
import { newId } from '../../../shared/ids.ts';
import { presignUpload } from '../../../shared/objects/presign.ts';
import { findContact, oneMoreDocument } from '../../contacts/contact.ts';
import { announce, uploadKey } from '../document.ts';
import contract from './contract.ts';

const LINK_SECONDS = 15 * MINUTE;

export const handler = serve(contract, async ({ params, body, actor: { tenant }, now }) => {
  const { id: contactId } = await findContact(tenant, params.contactId);
  const id = newId('doc', now);
  const { size, sha256 } = body;
  const upload = await presignUpload({
    bucket: 'uploads',
    key: uploadKey(tenant, id),
    contentType: 'application/pdf',
    size,
    sha256,
    seconds: LINK_SECONDS,
  });
  return {
    status: 201,
    body: { id, status: 'awaiting-upload' as const, upload },
    headers: { location: `/v1/documents/${id}` },
    writes: [oneMoreDocument(tenant, contactId), announce(tenant, { ...body, id, contactId }, now)],
  };
});
