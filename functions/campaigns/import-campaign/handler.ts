import { serve } from '../../../shared/function/queue.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { putMany } from '../../../shared/table/put-many.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { IMPORT_LIMITS, refusalOf, withTable } from '../../../shared/tables/imported-table.ts';
import type { Table } from '../../../shared/tables/open-table.ts';
import { type Campaign, getCampaign } from '../campaign.ts';
import { type CampaignImport, campaignImports, checked, read, refuse, tookRows } from '../campaign-import.ts';
import { templatesNamed, variablesOf } from '../campaign-templates.ts';
import { checkSome } from '../check-import.ts';
import { accept } from '../import-acceptance.ts';
import { readRows } from '../import-chunks.ts';
import { lookedAt } from '../look-at-table.ts';
import { putRecipient } from '../recipient.ts';
import contract from './contract.ts';

/** Rows beyond these make two campaigns. */
const OUR_LIMITS = { ...IMPORT_LIMITS, rows: 250_000 };
/** Objects of a thousand rows that one step takes into the campaign. */
const TAKEN_AT_ONCE = 20;

export const handler = serve(contract, async ({ data: { tenant, importId, step }, now, clock }) => {
  const doing = await campaignImports.get(tenant, { id: importId });
  // A message for the step that is awaited bears its number; the first look bears none that was done.
  if (!doing || step < doing.step) return [];
  if (doing.status === 'awaiting-upload') {
    return [(await accept(tenant, doing, now)) ?? refuse(tenant, doing, 'never-uploaded', now)];
  }
  const work = STEPS[doing.status as keyof typeof STEPS];
  if (!work) return [];
  const campaign = await getCampaign(tenant, doing.campaignId);
  if (!campaign) return [];
  try {
    return await work(tenant, doing, campaign, { now, clock });
  } catch (error) {
    const code = refusalOf(error);
    if (code) return [refuse(tenant, doing, code, now)];
    throw error;
  }
});

interface Times {
  now: Date;
  clock: () => Date;
}

const STEPS = { reading: look, checking: check, importing: take } as const;

async function look(tenant: Tenant, doing: CampaignImport, campaign: Campaign, { now }: Times): Promise<Write[]> {
  const variables = variablesOf(await templatesNamed(tenant, campaign.templateIds));
  const found = await withTable(doing.file, doing.asked, (table) => lookedAt(table, variables), OUR_LIMITS);
  return [found ? read(tenant, doing, found) : refuse(tenant, doing, 'no-rows', now)];
}

async function check(
  tenant: Tenant,
  doing: CampaignImport,
  campaign: Campaign,
  { now, clock }: Times,
): Promise<Write[]> {
  const variables = variablesOf(await templatesNamed(tenant, campaign.templateIds));
  const some = (table: Table) => checkSome(tenant, doing, { table, campaign, variables, clock });
  const found = await withTable(doing.file, doing.reading, some, OUR_LIMITS);
  return [checked(tenant, doing, campaign, found, now)];
}

/** Each row has the number that its place gives it: a step that is begun again writes the same recipients. */
async function take(tenant: Tenant, doing: CampaignImport, campaign: Campaign, { now }: Times): Promise<Write[]> {
  const until = Math.min(doing.taken + TAKEN_AT_ONCE, doing.chunks.length);
  let number = (doing.seenNext ?? 0) + doing.chunks.slice(0, doing.taken).reduce((sum, each) => sum + each, 0);
  for (let chunk = doing.taken; chunk < until; chunk++) {
    const rows = await readRows(tenant, doing, chunk + 1);
    await putMany(rows.map((row) => putRecipient(tenant, campaign.id, { ...row, number: number++ })));
  }
  return tookRows(tenant, doing, until, now);
}
