import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCloud } from '../infra/local/cloud.ts';
import { startEngines } from '../infra/local/engines.ts';
import { ensureSynthesized } from '../infra/local/freshness.ts';
import { bundles } from './bundles.ts';
import { certificates, recipientsWritten } from './certificates.ts';
import { confirmation } from './confirmation.ts';
import { print } from './figures.ts';
import { mail } from './mail.ts';
import { reminders } from './reminders.ts';
import { sealing } from './sealing.ts';
import { sendForSignature } from './send-for-signature.ts';
import { statements } from './statements.ts';
import { tables } from './tables.ts';
import { webhooks } from './webhooks.ts';

/** All figures in one run, each beside its limit. Nothing here fails a build: machines differ, and are busy. */
const folder = await mkdtemp(join(tmpdir(), 'guichet-bench-'));
try {
  await ensureSynthesized('cdk.out');
  let over = print(
    'Sealing (PAdES-BASELINE-T) against LibPDF writing the same sheet incrementally, and hashing it',
    await sealing(),
  );
  over += print(
    'Tables that people bring, against the bare parsers, each in a process of its own',
    await tables(folder),
  );
  over += print('Certificates drawn and sealed, against LibPDF drawing the same texts', await certificates());
  over += print('A large bank statement, read and its references found', await statements());
  // One set of engines for both: the SDK's clients of this process stay with the first that they met.
  const engines = await startEngines({ dataDir: join(folder, 'engines') });
  try {
    over += print('send-for-signature, on the engines of the embedded cloud', await sendForSignature(engines));
    over += print('Facts to webhook endpoints on loopback, beside a bare fetch loop', await webhooks(engines));
    over += print('Recipients written, against the bare batches of the engine', await recipientsWritten(engines));
    over += print('Reminders', await reminders(engines));
    over += print('deliver-mail through SMTP, against a bare nodemailer pool', await mail(engines, folder));
  } finally {
    await engines.close();
  }
  const cloud = await startCloud({ dataDir: join(folder, 'cloud') });
  try {
    over += print('What people wait for, in the embedded cloud (median of 5)', await confirmation(cloud));
    over += print('Bundles as deployed, with their import in a fresh process', await bundles(cloud.engines.template));
  } finally {
    await cloud.close();
  }
  console.log(over ? `\n${over} over the limit` : '\nAll within their limits');
} finally {
  await rm(folder, { recursive: true });
}
