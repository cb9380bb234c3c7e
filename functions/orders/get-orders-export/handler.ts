import { serve } from '../../../shared/function/http.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { putText } from '../../../shared/objects/put-text.ts';
import { asCsv, asJson } from '../exported-orders.ts';
import contract from './contract.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };

export const handler = serve(contract, async ({ query, actor: { tenant }, now }) => {
  const { format, report, saleActionId } = query;
  const text = (format === 'csv' ? asCsv : asJson)(tenant, report, saleActionId, now);
  const key = `${tenant}/downloads/orders-${report}-${saleActionId ?? 'all'}.${format}`;
  const file = await putText({ bucket: 'tables', key, contentType: TYPES[format] }, text);
  const name = `${report}-${now.toISOString().slice(0, 10)}.${format}`;
  return { status: 303, body: undefined, headers: { location: await presignDownload(file, name, true) } };
});
