import { serve } from '../../../shared/function/http.ts';
import { invalidField } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { findCampaign } from '../campaign.ts';
import { type CampaignImport, findImport, reread, viewOf } from '../campaign-import.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor: { tenant }, locale, now }) => {
  const { id } = await findCampaign(tenant, params.campaignId);
  const doing = await findImport(tenant, id, params.importId);
  mustBeThere(doing, body.sheet);
  const asked = { ...doing.asked, ...body };
  return {
    status: 202,
    body: viewOf({ ...doing, status: 'reading' }, locale),
    writes: [reread(tenant, doing, asked, now)],
  };
});

/** @throws 422 for a sheet that the workbook does not have, hidden ones among them */
function mustBeThere({ reading }: CampaignImport, sheet: string | undefined): void {
  const names = [...(reading?.sheets ?? []).map(({ name }) => name), ...(reading?.hiddenSheets ?? [])];
  if (sheet === undefined || names.includes(sheet)) return;
  const all = names.join(', ');
  throw invalidField(
    '/sheet',
    say(
      `Ce fichier n’a pas de feuille de ce nom. Il a : ${all}.`,
      `This file has no sheet of that name. It has: ${all}.`,
    ),
  );
}
