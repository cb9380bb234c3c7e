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
import { changeSettings } from '../functions/mail/mail-settings.ts';
import { type Attachment, queueMail } from '../functions/mail/outgoing-mail.ts';
import { newSmtpAccount } from '../functions/mail/smtp-settings.ts';
import { type Engines, startEngines } from '../infra/local/engines.ts';
import { functionsOf } from '../infra/local/wiring.ts';
import type { Tenant } from '../shared/identity/tenant.ts';
import { putObject } from '../shared/objects/objects.ts';
import { commit } from '../shared/table/transact.ts';
import { authority } from '../test/smtp/certificates.ts';
import type { Figure } from './figures.ts';
import type { Order, Told } from './mail-senders.ts';

const ROUNDS = 30;
/** Messages in a round: what a queue gives to one invocation. */
const BATCH = 10;
const CONNECTIONS = 3;
const AIM = 0.8;
/** Milliseconds that a server takes for a reply when it is not on this very machine. */
const AWAY = 20;
const MB = 1024 * 1024;

const FROM = 'camille@bench.example';
const PASSWORD = 'key';
const LETTER = {
  to: 'anne@bench.example',
  locale: 'fr',
  template: 'signature-invitation',
  data: {
    signerName: 'Anne Martin',
    senderName: 'Camille',
    documentName: 'Devis',
    link: 'https://guichet.example/sign/1',
  },
} as const;

/** deliver-mail as deployed, through SMTP on loopback, against a bare nodemailer pool that sends the same messages. */
export async function mail(dataDir: string): Promise<Figure[]> {
  const engines = await startEngines({ dataDir });
  const trusted = await authority();
  const identity = await trusted.certificate({ names: ['localhost'] });
  const servers: Server[] = [];
  try {
    await writeFile(join(dataDir, 'ca.pem'), trusted.ca);
    for (const useCase of ['update-mail-settings', 'assemble-evidence', 'invite-signers', 'deliver-mail']) {
      Object.assign(process.env, engines.environmentOf(useCase));
    }
    const figures: Figure[] = [];
    for (const pauses of [0, AWAY]) {
      const server = await startServer(identity, pauses);
      servers.push(server);
      process.env.OUTGOING_ALLOW = `localhost:${server.port}`;
      const tenant = await sender(server);
      const run = (order: Omit<Order, 'bundle'>) => inAnotherProcess(engines, join(dataDir, 'ca.pem'), order);
      figures.push(await rate(run, tenant, server));
      if (!pauses) figures.push(await memory(run, tenant));
    }
    return figures;
  } finally {
    await Promise.all(servers.map(({ worker }) => worker.terminate()));
    await engines.close();
  }
}

type Server = Awaited<ReturnType<typeof startServer>>;
type Run = (order: Omit<Order, 'bundle'>) => Promise<Told>;

async function startServer(identity: object, pauses: number) {
  const worker = new Worker(new URL('./smtp-server.ts', import.meta.url), { workerData: { identity, pauses } });
  const [{ port }] = (await once(worker, 'message')) as [{ port: number }];
  return { worker, port, pauses };
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

async function rate(run: Run, tenant: Tenant, { worker, port, pauses }: Server): Promise<Figure> {
  const taken = once(worker, 'message');
  await run({ events: [await queued(tenant, 1)] });
  const { subject = '', html, text = '' } = await simpleParser(Buffer.from((await taken)[0]));
  const message = { from: FROM, to: LETTER.to, subject, html: html || '', text };
  const events = await Promise.all(Array.from({ length: Math.ceil(ROUNDS * 1.1) }, () => queued(tenant, BATCH)));
  const bare = { port, login: FROM, password: PASSWORD, message, times: BATCH, connections: CONNECTIONS };
  const took = await run({ events, bare });
  const perSecond = (ms: number) => ((1000 * BATCH) / ms).toFixed(0);
  return {
    what: `a bare pool’s rate over ours, the server answering ${pauses ? `after ${pauses} ms` : 'at once'}`,
    value: took.ours / took.bare,
    unit: 'x',
    limit: 1 / AIM,
    note: `${perSecond(took.ours)} mails a second against ${perSecond(took.bare)}, ${BATCH} at once over ${CONNECTIONS} connections`,
  };
}

/** Mails on their way, and the message that has them delivered. */
async function queued(tenant: Tenant, count: number, attachments: Attachment[] = []): Promise<SQSEvent> {
  const now = new Date();
  const mails = await Promise.all(
    Array.from({ length: count }, () => queueMail({ tenant, ...LETTER, attachments }, now)),
  );
  await commit(
    mails.map(({ item }) => ({ item })),
    now,
  );
  const Records = mails.map(({ mailId }) => {
    const data = { tenant, mailId };
    return {
      messageId: mailId,
      body: JSON.stringify({ id: mailId, name: 'deliver-mail', at: now.toISOString(), data }),
    };
  });
  return { Records } as SQSEvent;
}

/** How much more memory a process ever held that sent a large attachment. */
async function memory(run: Run, tenant: Tenant): Promise<Figure> {
  const contentType = 'application/pdf';
  const object = await putObject({
    bucket: 'archive',
    key: `${tenant}/plans`,
    bytes: randomBytes(20 * MB),
    contentType,
  });
  const without = await run({ events: [await queued(tenant, 1)] });
  const withIt = await run({ events: [await queued(tenant, 1, [{ filename: 'plans.pdf', contentType, object }])] });
  return {
    what: 'memory for an attachment of 20 MB',
    value: (withIt.peak - without.peak) / MB,
    unit: 'MB',
    limit: 20,
    note: `${(withIt.peak / MB).toFixed(0)} MB at most, against ${(without.peak / MB).toFixed(0)} MB for a mail without`,
  };
}
