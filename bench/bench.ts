import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCloud } from '../infra/local/cloud.ts';
import { startEngines } from '../infra/local/engines.ts';
import { ensureSynthesized } from '../infra/local/freshness.ts';
import { bundles } from './bundles.ts';
import { certificates, recipientsWritten } from './certificates.ts';
import { confirmation } from './confirmation.ts';
import { type Figure, print } from './figures.ts';
import { mail } from './mail.ts';
import { reminders } from './reminders.ts';
import { sealing } from './sealing.ts';
import { sendForSignature } from './send-for-signature.ts';
import { selling } from './shop.ts';
import { statements } from './statements.ts';
import { tables } from './tables.ts';
import { webhooks } from './webhooks.ts';

/**
 * All figures in one run, each beside its limit; `npm run bench webhooks reminders`: those alone. Nothing here fails a
 * build: machines differ, and are busy.
 */
const folder = join(tmpdir(), `guichet-bench-${process.pid}`);
const asked = process.argv.slice(2);
const opened: { close(): Promise<unknown> }[] = [];
/** Starts something when it is first needed; one for all: the SDK's clients of this process stay with the first that they met. */
const once = <T extends { close(): Promise<unknown> }>(start: () => Promise<T>) => {
  let started: Promise<T> | undefined;
  return () =>
    (started ??= start().then((it) => {
      opened.push(it);
      return it;
    }));
};
const engines = once(() => startEngines({ dataDir: join(folder, 'engines') }));
const cloud = once(() => startCloud({ dataDir: join(folder, 'cloud') }));

const ALL: Record<string, { title: string; figures: () => Promise<Figure[]> }> = {
  sealing: {
    title: 'Sealing (PAdES-BASELINE-T) against LibPDF writing the same sheet incrementally, and hashing it',
    figures: sealing,
  },
  tables: {
    title: 'Tables that people bring, against the bare parsers, each in a process of its own',
    figures: () => tables(folder),
  },
  certificates: {
    title: 'Certificates drawn and sealed, against LibPDF drawing the same texts',
    figures: certificates,
  },
  statements: { title: 'A large bank statement, read and its references found', figures: statements },
  sending: {
    title: 'send-for-signature, on the engines of the embedded cloud',
    figures: async () => sendForSignature(await engines()),
  },
  selling: {
    title: 'Selling, on the engines of the embedded cloud',
    figures: async () => selling(await engines()),
  },
  webhooks: {
    title: 'Facts to webhook endpoints on loopback, beside a bare fetch loop',
    figures: async () => webhooks(await engines()),
  },
  recipients: {
    title: 'Recipients written, against the bare batches of the engine',
    figures: async () => recipientsWritten(await engines()),
  },
  reminders: { title: 'Reminders', figures: async () => reminders(await engines()) },
  mail: {
    title: 'deliver-mail through SMTP, against a bare nodemailer pool',
    figures: async () => mail(await engines(), folder),
  },
  confirmation: {
    title: 'What people wait for, in the embedded cloud (median of 5)',
    figures: async () => confirmation(await cloud()),
  },
  bundles: {
    title: 'Bundles as deployed, with their import in a fresh process',
    figures: async () => bundles((await cloud()).engines.template),
  },
};
const unknown = asked.filter((name) => !(name in ALL));
if (unknown.length) throw new Error(`No figures are named ${unknown}. There are: ${Object.keys(ALL).join(', ')}`);

try {
  await mkdir(folder);
  await ensureSynthesized('cdk.out');
  let over = 0;
  for (const [name, { title, figures }] of Object.entries(ALL)) {
    if (!asked.length || asked.includes(name)) over += print(title, await figures());
  }
  console.log(over ? `\n${over} over the limit` : '\nAll within their limits');
} finally {
  for (const it of opened) await it.close();
  await rm(folder, { recursive: true });
}
