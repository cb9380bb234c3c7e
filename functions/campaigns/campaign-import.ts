import * as z from 'zod';
import { after, DAY, HOUR } from '../../shared/clock.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { type Pinned, pinnedSchema } from '../../shared/objects/pinned.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { type Due, dueAt, dueNow } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { override, reading } from '../../shared/tables/reading.ts';
import { type Locale, say } from '../../shared/text.ts';
import { type Campaign, arrived as rowsArrived } from './campaign.ts';
import { importCampaign } from './commands/import-campaign.ts';
import { fileText } from './import-faults.ts';
import { importStates } from './import-states.ts';
import { counts, importView } from './import-view.ts';

/** How long it can be seen what became of a file, in days: as long as its rows are kept. */
const KEPT = 30;
const PATIENCE = HOUR;

/** A table on its way into a campaign. */
export const campaignImports = entity({
  name: 'campaign-import',
  partition: 'id',
  states: importStates,
  dues: { work: ['awaiting-upload', 'reading', 'checking', 'importing'] },
  schema: importView
    .pick({
      id: true,
      campaignId: true,
      filename: true,
      size: true,
      columns: true,
      variables: true,
      warnings: true,
      asks: true,
      createdAt: true,
      confirmedAt: true,
      endedAt: true,
    })
    .extend({
      sha256: z.string(),
      status: importStates.schema,
      /** Moves with every step: a message of one that was done is told from the next. */
      step: z.int(),
      file: pinnedSchema.optional(),
      /** What a person changes of how it is read; how it was read. */
      asked: override.optional(),
      reading: reading.optional(),
      /** The number of the column, from 0, by variable. */
      mapping: z.record(z.string(), z.int()).optional(),
      /** Tells the objects of one checking from those of another. */
      round: z.int(),
      checkpoint: z.object({ line: z.int(), bytes: z.int().optional() }).optional(),
      counts,
      /** Objects that hold its good rows, so many in each, and those that hold what is said of its lines. */
      chunks: z.array(z.int()),
      faultChunks: z.int(),
      /** The number that the next recipient of the campaign would get when it was checked, and its version. */
      seenNext: z.int().optional(),
      seenVersion: z.int().optional(),
      /** Objects whose rows have come in. */
      taken: z.int(),
      refusal: z.string().optional(),
    }),
  expires: ({ createdAt }) => after(new Date(createdAt), KEPT * DAY),
});
export type CampaignImport = z.infer<(typeof campaignImports)['schema']>;

const ID = /^imp_[0-9a-z]{26}$/;

/** @throws 404, for another campaign's import too */
export async function findImport(tenant: Tenant, campaignId: string, id: string): Promise<CampaignImport> {
  const found = ID.test(id) ? await campaignImports.get(tenant, { id }) : undefined;
  if (found?.campaignId !== campaignId) throw notFound(say('Cet import n’existe pas.', 'This import does not exist.'));
  return found;
}

/** What the name of an object ends with that is a table on its way. */
export const TABLE_SUFFIX = '.table';
/** Where its file is expected, and kept. */
export const importKey = (tenant: Tenant, id: string): string => `${tenant}/${id}${TABLE_SUFFIX}`;

const stepOf = (tenant: Tenant, id: string, step: number) => outgoing(importCampaign, { tenant, importId: id, step });
const next = (tenant: Tenant, { id, step }: CampaignImport, now: Date): { work: Due } => ({
  work: dueNow(stepOf(tenant, id, step + 1), now),
});
const isStep = ({ step }: CampaignImport) => ({ when: { equals: { step } }, set: { step: step + 1 } });

const NONE = { rows: 0, valid: 0, invalid: 0, duplicates: 0 };

type Announced = Pick<CampaignImport, 'id' | 'campaignId' | 'filename' | 'size' | 'sha256'>;

export const announce = (tenant: Tenant, announced: Announced, now: Date): Write =>
  campaignImports.put(
    tenant,
    {
      ...announced,
      status: 'awaiting-upload',
      ...{ step: 0, round: 0, counts: NONE, chunks: [], faultChunks: 0, taken: 0 },
      createdAt: now.toISOString(),
    },
    { due: { work: dueAt(stepOf(tenant, announced.id, 0), after(now, PATIENCE)) } },
  );

/** Its file has come, and is pinned: what comes later under the same key is another one. */
export function arrived(tenant: Tenant, doing: CampaignImport, file: Pinned, now: Date): Write {
  const { when, set } = isStep(doing);
  return campaignImports.move(tenant, doing, 'arrive', { when, set: { ...set, file }, due: next(tenant, doing, now) });
}

export function refuse(tenant: Tenant, doing: CampaignImport, code: string, now: Date): Write {
  const { when, set } = isStep(doing);
  return campaignImports.move(tenant, doing, 'refuse', {
    when,
    set: { ...set, refusal: code, endedAt: now.toISOString() },
  });
}

type Found = Required<Pick<CampaignImport, 'reading' | 'columns' | 'variables' | 'warnings' | 'asks'>>;

/** What the file is was found: a person says what its columns are. */
export function read(tenant: Tenant, doing: CampaignImport, found: Found): Write {
  const { when, set } = isStep(doing);
  return campaignImports.move(tenant, doing, 'read', {
    when,
    set: { ...set, ...found },
    remove: ['mapping', 'checkpoint'],
  });
}

/** A person says how it is to be read. @throws 409 */
export function reread(
  tenant: Tenant,
  doing: CampaignImport,
  asked: NonNullable<CampaignImport['asked']>,
  now: Date,
): Write {
  const { when, set } = isStep(doing);
  return campaignImports.move(tenant, doing, 'reread', {
    when,
    set: { ...set, asked, counts: NONE },
    due: next(tenant, doing, now),
  });
}

/** A person said what its columns are: its rows are checked, from the first. @throws 409 */
export function mapped(tenant: Tenant, doing: CampaignImport, mapping: Record<string, number>, now: Date): Write {
  const { when, set } = isStep(doing);
  const afresh = { round: doing.round + 1, counts: NONE, chunks: [], faultChunks: 0 };
  return campaignImports.move(tenant, doing, 'map', {
    when,
    set: { ...set, ...afresh, mapping },
    remove: ['checkpoint', 'seenNext', 'seenVersion'],
    due: next(tenant, doing, now),
  });
}

/** What one step of checking came to. */
export interface Checked {
  counts: CampaignImport['counts'];
  chunks: number[];
  faultChunks: number;
  /** Where to go on; none at the end. */
  checkpoint: CampaignImport['checkpoint'];
}

/** @param campaign as it was when checking began */
export function checked(
  tenant: Tenant,
  doing: CampaignImport,
  campaign: Campaign,
  { checkpoint, ...found }: Checked,
  now: Date,
): Write {
  const { when, set } = isStep(doing);
  const seen = { seenNext: doing.seenNext ?? campaign.next, seenVersion: doing.seenVersion ?? campaign.version };
  const change = { when, set: { ...set, ...found, ...seen, ...(checkpoint && { checkpoint }) } };
  if (checkpoint) return campaignImports.update(tenant, doing, { ...change, due: next(tenant, doing, now) });
  return campaignImports.move(tenant, doing, 'check', { ...change, remove: ['checkpoint'] });
}

/** What was checked comes in, for good. @throws 409 when there is nothing to confirm */
export function confirmed(tenant: Tenant, doing: CampaignImport, now: Date): Write {
  const { when, set } = isStep(doing);
  return campaignImports.move(tenant, doing, 'confirm', {
    when,
    set: { ...set, confirmedAt: now.toISOString(), taken: 0 },
    due: next(tenant, doing, now),
  });
}

/** So many objects of rows have come in. */
export function tookRows(tenant: Tenant, doing: CampaignImport, taken: number, now: Date): Write[] {
  const { when, set } = isStep(doing);
  if (taken < doing.chunks.length) {
    return [campaignImports.update(tenant, doing, { when, set: { ...set, taken }, due: next(tenant, doing, now) })];
  }
  return [
    campaignImports.move(tenant, doing, 'finish', { when, set: { ...set, taken, endedAt: now.toISOString() } }),
    rowsArrived(tenant, { id: doing.campaignId }, doing.id, doing.counts.valid),
  ];
}

/** An import as the API shows it, in the caller's language. */
export function viewOf(doing: CampaignImport, locale: Locale): z.input<typeof importView> {
  const { reading: file, mapping, refusal, asks, status, columns, ...rest } = doing;
  const isComing = status === 'importing';
  const done = isComing || status === 'imported' ? sum(doing.chunks.slice(0, doing.taken)) : doing.counts.rows;
  const total =
    isComing || status === 'imported' ? doing.counts.valid : status === 'to-confirm' ? doing.counts.rows : undefined;
  return {
    ...rest,
    status: isComing ? 'to-confirm' : status,
    progress: { done, ...(total !== undefined && { total }) },
    file,
    columns,
    ...(asks?.length && status === 'to-map' && { asks }),
    ...(mapping && {
      mapping: Object.fromEntries(Object.entries(mapping).map(([name, at]) => [name, columns?.[at]?.name ?? ''])),
    }),
    ...(refusal && { refusal: { code: refusal, reason: fileText(refusal)[locale] } }),
  };
}

const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);
