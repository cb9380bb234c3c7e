import { serve } from '../../../shared/function/http.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { putText } from '../../../shared/objects/put-text.ts';
import { asCsv, asJson, downloadKey } from '../list-export.ts';
import { findReadable } from '../list-share.ts';
import contract from './contract.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };

export const handler = serve(contract, async ({ params, query: { format }, actor: { tenant } }) => {
  const { list, owner } = await findReadable(tenant, params.listId);
  const key = downloadKey(tenant, list.id, format);
  const text = format === 'csv' ? asCsv(owner, list) : asJson(owner, list);
  const file = await putText({ bucket: 'tables', key, contentType: TYPES[format] }, text);
  // A share that ended while the list was read gives no link to what was read.
  await findReadable(tenant, params.listId);
  return {
    status: 303,
    body: undefined,
    headers: { location: await presignDownload(file, `${list.name}.${format}`, true) },
  };
});
