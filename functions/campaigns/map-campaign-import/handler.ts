import { serve } from '../../../shared/function/http.ts';
import { invalid } from '../../../shared/problem/problem.ts';
import { columnAt } from '../../../shared/tables/column-names.ts';
import { say } from '../../../shared/text.ts';
import { findCampaign } from '../campaign.ts';
import { type CampaignImport, findImport, mapped, viewOf } from '../campaign-import.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor: { tenant }, locale, now }) => {
  const { id } = await findCampaign(tenant, params.campaignId);
  const doing = await findImport(tenant, id, params.importId);
  const write = mapped(tenant, doing, columnsNamed(doing, body), now);
  return { status: 202, body: viewOf({ ...doing, status: 'checking' }, locale), writes: [write] };
});

/** @throws 422 naming each variable whose column is not there, and the columns that are */
function columnsNamed(
  { columns = [] }: CampaignImport,
  mapping: Record<string, string | number>,
): Record<string, number> {
  const pairs = Object.entries(mapping).map(([name, asked]) => [name, columnAt(columns, asked)] as const);
  const lost = pairs.filter(([, at]) => at === undefined);
  const names = columns.map(({ name }) => name).join(', ');
  if (lost.length > 0 && columns.length > 0) {
    throw invalid(
      lost.map(([name]) => ({
        pointer: `/${name}`,
        detail: say(
          `Le fichier n’a pas de colonne « ${mapping[name]} ». Il a : ${names}.`,
          `The file has no column “${mapping[name]}”. It has: ${names}.`,
        ),
      })),
    );
  }
  return Object.fromEntries(pairs.map(([name, at]) => [name, at ?? 0]));
}
