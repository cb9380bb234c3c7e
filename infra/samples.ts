import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type Access, BUCKETS } from '../shared/function/access.ts';
import { type Contract, DOORS, http, page, queue, schedule, upload, webhook } from '../shared/function/contract.ts';
import { message } from '../shared/function/message.ts';
import { mailReport } from '../shared/mails/mail-report.ts';
import { say } from '../shared/text.ts';
import type { BuiltUseCase } from './build.ts';
import type { UseCase } from './use-cases.ts';

export const everyAccess: Access[] = [
  'table:read',
  'table:write',
  ...BUCKETS.flatMap((name): Access[] => [`${name}:read`, `${name}:write`]),
  'documents:lock',
  'mail:send',
  'sms:send',
  'seal:sign',
  'badges:sign',
  'secrets:encrypt',
  'secrets:decrypt',
  'codes:mac',
  'timestamps:ask',
  'send:deliver-parcel',
];
export const summary = say('Un cas d’usage', 'A use case');
/** One contract of each kind and every access word, for tests of what becomes of them. */
const samples: Record<string, Contract> = {
  'do-everything': http({ route: 'POST /v1/everything/{id}', auth: 'user', summary, access: everyAccess, returns: {} }),
  'do-nothing': page({ route: 'GET /nothing', summary, access: [], memory: 1024, timeout: 29 }),
  'be-everywhere': page({ route: 'GET /everywhere', summary, access: [], doors: DOORS }),
  'deliver-parcel': queue({
    message: message('deliver-parcel', z.object({})),
    impact: 'Des colis ne partent plus.',
    timeout: 60,
    batch: 1,
    concurrency: 3,
    summary,
    access: ['send:deliver-parcel'],
  }),
  'record-mail-event': queue({
    message: message('record-mail-event', z.object({})),
    impact: '?',
    summary,
    access: ['send:mail-reports'],
  }),
  'follow-parcel-mail': queue({ message: mailReport('follow-parcel-mail', {}), impact: '?', summary, access: [] }),
  'wake-parcels': schedule({
    every: 'rate(1 minute)',
    impact: 'Des colis dorment.',
    summary,
    access: ['table:read', 'send:*'],
  }),
  'accept-parcel': upload({ bucket: 'uploads', summary, access: ['uploads:read', 'documents:write'] }),
  'hear-carrier': webhook({ route: 'POST /webhooks/carrier', summary, access: ['table:write'] }),
};

/** Use cases with an empty bundle, in a temporary folder that the system clears: what a template says needs no more. */
export async function withoutCode(useCases: readonly UseCase[]): Promise<BuiltUseCase[]> {
  const bundle = await mkdtemp(join(tmpdir(), 'bundle-'));
  await writeFile(join(bundle, 'index.mjs'), 'export const handler = async () => {};');
  return useCases.map((useCase) => ({ ...useCase, bundle, bytes: 0 }));
}

export const sampled = (contracts = samples): Promise<BuiltUseCase[]> =>
  withoutCode(
    Object.entries(contracts).map(([name, contract]) => ({ name, area: 'parcels', directory: '', contract })),
  );
