import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { SQSEvent } from 'aws-lambda';
import { simpleParser } from 'mailparser';
import { openAccount } from '../functions/accounts/account.ts';
import { type Attachment, mails, queueMail } from '../functions/mail/mail.ts';
import { changeSettings } from '../functions/sending-accounts/mail-settings.ts';
import { newSmtpAccount } from '../functions/sending-accounts/smtp/smtp-settings.ts';
import type { Engines } from '../infra/local/engines.ts';
import { functionsOf } from '../infra/local/wiring.ts';
import { readMails } from '../infra/mails.ts';
import { PROJECT_ROOT } from '../infra/use-cases.ts';
import type { Tenant } from '../shared/identity/tenant.ts';
import { putObject } from '../shared/objects/objects.ts';
import { commit } from '../shared/table/transact.ts';
import { authority } from '../test/smtp/certificates.ts';
import type { Figure } from './figures.ts';
import type { Order, Told } from './mail-senders.ts';
import type { Distance } from './smtp-server.ts';

const ROUNDS = 30;
/** Messages in a round: what a queue gives to one invocation. */
const BATCH = 10;
const CONNECTIONS = 3;
const AIM = 0.8;
const DISTANCES: Record<string, Distance> = {
  'on this machine': { reply: 0, verdict: 0 },
  'as far as a provider (20 ms a reply, 250 ms a message)': { reply: 20, verdict: 250 },
};
const MB = 1024 * 1024;

const FROM = 'camille@bench.example';
const PASSWORD = 'key';
const LETTER = {
  to: 'anne@bench.example',
  locale: 'fr',
  data: {
    signerName: 'Anne Martin',
    senderName: 'Camille',
    documentName: 'Devis',
    link: 'https://guichet.example/sign/1',
  },
} as const;

/** deliver-mail as deployed, through SMTP on loopback, against a bare nodemailer pool that sends the same messages. */
export async function mail(engines: Engines, folder: string): Promise<Figure[]> {
  const trusted = await authority();
  const identity = await trusted.certificate({ names: ['localhost'] });
  const servers: Server[] = [];
  try {
    await writeFile(join(folder, 'ca.pem'), trusted.ca);
    for (const useCase of ['update-mail-settings', 'assemble-evidence', 'invite-signers', 'deliver-mail']) {
      Object.assign(process.env, engines.environmentOf(useCase));
    }
    const figures: Figure[] = [];
    for (const [where, distance] of Object.entries(DISTANCES)) {
      const server = await startServer(identity, distance);
      servers.push(server);
      process.env.OUTSIDE_ALLOW = `localhost:${server.port}`;
      const tenant = await sender(server);
      const run = (order: Omit<Order, 'bundle'>) => inAnotherProcess(engines, join(folder, 'ca.pem'), order);
      figures.push(await rate(run, tenant, server, where));
      // Another account: the turns of the first are taken.
      if (!distance.verdict) figures.push(await memory(run, await sender(server)));
    }
    return figures;
  } finally {
    await Promise.all(servers.map(({ worker }) => worker.terminate()));
  }
}

type Server = Awaited<ReturnType<typeof startServer>>;
type Run = (order: Omit<Order, 'bundle'>) => Promise<Told>;

async function startServer(identity: object, distance: Distance) {
  const worker = new Worker(new URL('./smtp-server.ts', import.meta.url), { workerData: { identity, distance } });
  const [{ port }] = (await once(worker, 'message')) as [{ port: number }];
  return { worker, port };
}

/** An account whose mail leaves through the server; at a service made to send, for its pace. */
async function sender({ port }: Server): Promise<Tenant> {
  const now = new Date();
  const person = { email: FROM, firstName: 'Camille', lastName: 'Durand', company: 'Durand & fils' };
  const { account, writes } = openAccount(person, now);
  const settings = { mode: 'smtp', campaignEnabled: false } as const;
  const server = { preset: 'brevo', host: 'localhost', port, security: 'starttls' as const };
  const own = { login: FROM, password: PASSWORD, fromAddress: FROM, owner: 'shop', purpose: 'transactional' as const };
  const smtp = await newSmtpAccount(account.id, { ...server, ...own }, now);
  await commit([...writes, ...smtp.writes, ...changeSettings(account.id, settings, settings, now)], now);
  return account.id;
}

async function inAnotherProcess({ template }: Engines, ca: string, order: Omit<Order, 'bundle'>): Promise<Told> {
  const spec = functionsOf(template).find(({ useCase }) => useCase === 'deliver-mail');
  const child = fork(fileURLToPath(new URL('./mail-senders.ts', import.meta.url)), {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: ca },
  });
  child.send({ ...order, bundle: join(spec?.bundle ?? '', 'index.mjs') } satisfies Order);
  const [told] = await Promise.race([
    once(child, 'message') as Promise<[Told]>,
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the sending process ended with ${code}`))),
  ]);
  return told;
}

async function rate(run: Run, tenant: Tenant, { worker, port }: Server, where: string): Promise<Figure> {
  const taken = once(worker, 'message');
  await run({ events: [await queued(tenant, 1)] });
  const { subject = '', html, text = '' } = await simpleParser(Buffer.from((await taken)[0]));
  const message = { from: FROM, to: LETTER.to, subject, html: html || '', text };
  const events = await Promise.all(Array.from({ length: Math.ceil(ROUNDS * 1.1) }, () => queued(tenant, BATCH)));
  const bare = { port, login: FROM, password: PASSWORD, message, times: BATCH, connections: CONNECTIONS };
  const took = await run({ events, bare });
  const perSecond = (ms: number) => ((1000 * BATCH) / ms).toFixed(0);
  return {
    what: `a bare pool’s rate over ours, the server ${where}`,
    value: took.ours / took.bare,
    unit: 'x',
    limit: 1 / AIM,
    note: `${perSecond(took.ours)} mails a second against ${perSecond(took.bare)}, ${BATCH} at once over ${CONNECTIONS} connections`,
  };
}

/** Mails on their way, and the message that has them delivered. */
async function queued(tenant: Tenant, count: number, attachments: Attachment[] = []): Promise<SQSEvent> {
  readMails(PROJECT_ROOT);
  const { default: kind } = await import('../functions/signatures/mails/signature-invitation.tsx');
  const now = new Date();
  const waiting = await Promise.all(
    Array.from({ length: count }, () => queueMail({ tenant, kind, ...LETTER, attachments }, now)),
  );
  await commit(
    waiting.map(({ item }) => ({ item })),
    now,
  );
  const Records = waiting.map(({ mailId }) => {
    const data = { tenant, mailId };
    return {
      messageId: mailId,
      body: JSON.stringify({ id: mailId, name: 'deliver-mail', at: now.toISOString(), data }),
    };
  });
  return { Records } as SQSEvent;
}

/** How much more memory a process ever held that sent a large attachment: the same for one four times as large. */
async function memory(run: Run, tenant: Tenant): Promise<Figure> {
  const contentType = 'application/pdf';
  const peakWith = async (size: number) => {
    const file = { bucket: 'archive' as const, key: `${tenant}/${size}`, bytes: randomBytes(size), contentType };
    const attachments = size ? [{ filename: 'plans.pdf', contentType, object: await putObject(file) }] : [];
    const event = await queued(tenant, 1, attachments);
    const id = event.Records[0]?.messageId ?? '';
    const { peak } = await run({ events: [event] });
    const sent = await mails.get(tenant, { id });
    if (sent?.status !== 'sent') throw new Error(`the mail with ${size} bytes was not sent: ${sent?.reason}`);
    return peak / MB;
  };
  const [none, some, many] = [await peakWith(0), await peakWith(20 * MB), await peakWith(80 * MB)];
  return {
    what: 'memory for an attachment of 20 MB',
    value: some - none,
    unit: 'MB',
    // The file and its base64.
    limit: 47,
    note: `${some.toFixed(0)} MB at most, against ${none.toFixed(0)} MB without; ${many.toFixed(0)} MB for one of 80 MB`,
  };
}
