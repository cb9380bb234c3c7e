import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createTransport } from 'nodemailer';
import { after } from '../shared/clock.ts';
import type { Handler } from '../shared/function/parts.ts';
import { logger } from '../shared/log.ts';
import { sideBySide } from './figures.ts';

/** What a process that only sends mail is told to do. The engines live in another: what they cost is not measured. */
export interface Order {
  bundle: string;
  /** Rounds for deliver-mail. */
  events: SQSEvent[];
  /** A pool that sends the same messages; none when only memory is measured. */
  bare?: { port: number; login: string; password: string; message: object; times: number; connections: number };
}
export interface Told {
  ours: number;
  bare: number;
  /** The most memory that the process ever held, bytes. */
  peak: number;
}

const [order] = (await once(process, 'message')) as [Order];
const { handler } = (await import(pathToFileURL(order.bundle).href)) as {
  handler: Handler<SQSEvent, SQSBatchResponse>;
};
// Each round has a second of its own, so that the pace of the account is never waited for.
let now = new Date();
const deliver = handler.with({ log: logger({}, () => {}), clock: () => now });

async function ours(): Promise<void> {
  now = after(now, 1);
  const { batchItemFailures } = await deliver(order.events.pop() ?? { Records: [] });
  if (batchItemFailures.length) throw new Error(`${batchItemFailures.length} mails failed`);
}

const took = order.bare ? await compared(order.bare) : { ours: Number.NaN, bare: Number.NaN };
while (order.events.length) await ours();
process.send?.({ ...took, peak: process.resourceUsage().maxRSS * 1024 } satisfies Told);
process.disconnect();

async function compared({ port, login, password, message, times, connections }: NonNullable<Order['bare']>) {
  const auth = { user: login, pass: password };
  const pool = createTransport({
    host: 'localhost',
    port,
    requireTLS: true,
    auth,
    pool: true,
    maxConnections: connections,
  });
  const rounds = Math.floor(order.events.length / 1.1);
  const bare = () => Promise.all(Array.from({ length: times }, () => pool.sendMail(message)));
  const medians = await sideBySide({ ours, bare }, rounds);
  pool.close();
  return medians;
}
