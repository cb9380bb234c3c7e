import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { openAccount } from '../functions/accounts/account.ts';
import { remindSigners } from '../functions/signatures/commands/remind-signers.ts';
import type { Engines } from '../infra/local/engines.ts';
import { after, DAY } from '../shared/clock.ts';
import { config } from '../shared/config.ts';
import type { Handler } from '../shared/function/parts.ts';
import { newId } from '../shared/ids.ts';
import { logger } from '../shared/log.ts';
import { outgoing } from '../shared/queue/send.ts';
import { dueAt } from '../shared/table/due.ts';
import { entity } from '../shared/table/entity.ts';
import { transact } from '../shared/table/transact.ts';
import { deployed } from './deployed.ts';
import { type Figure, timed } from './figures.ts';

const DUE = 10_000;
/** Rows of a transaction. */
const TOGETHER = 100;

/** What matters of a request to who wakes it. */
const reminded = entity({
  name: 'bench-request',
  partition: 'id',
  dues: { remind: 'always' },
  schema: z.object({ id: z.string(), filename: z.string() }),
});

/** As many reminders as there may be, all due in the same minute: how long `wake-due` takes to queue them. */
export async function reminders(engines: Engines): Promise<Figure[]> {
  for (const name of ['send-for-signature', 'wake-due']) Object.assign(process.env, engines.environmentOf(name));
  const now = new Date();
  await dueIn(after(now, DAY));
  const wake = (await deployed<Handler<object, void>>(engines, 'wake-due')).with({
    log: logger({}, () => {}),
    clock: () => after(now, DAY + 60),
  });
  const ms = await timed(() => wake({}));
  const waiting = await inQueue();
  if (waiting !== DUE) throw new Error(`${waiting} reminders of ${DUE} were queued`);
  return [
    {
      what: `${DUE} reminders due in one minute, woken and queued`,
      value: ms / 1000,
      unit: 's',
      limit: 60,
      note: `${((DUE / ms) * 1000).toFixed(0)} /s: each row is read, moved ahead, and sent`,
    },
  ];
}

/** Rows as those of requests, whose reminders are spread over the minute that ends at `at`. */
async function dueIn(at: Date): Promise<void> {
  const { account } = openAccount({ email: 'camille@bench.example', firstName: 'Camille', lastName: 'D' }, at);
  const one = (i: number) => {
    const id = newId('sig', at);
    const due = dueAt(outgoing(remindSigners, { tenant: account.id, requestId: id }), after(at, -(i % 60)));
    return reminded.put(account.id, { id, filename: 'devis.pdf' }, { due: { remind: due } });
  };
  for (let i = 0; i < DUE; i += TOGETHER) await transact(Array.from({ length: TOGETHER }, (_, j) => one(i + j)));
}

async function inQueue(): Promise<number> {
  const wanted = {
    QueueUrl: config.queueUrl('remind-signers'),
    AttributeNames: ['ApproximateNumberOfMessages' as const],
  };
  const { Attributes = {} } = await new SQSClient().send(new GetQueueAttributesCommand(wanted));
  return Number(Attributes.ApproximateNumberOfMessages);
}
