import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Contract } from '../shared/function/contract.ts';
import type { Handler } from '../shared/function/parts.ts';
import type { TestTenant } from './tenant.ts';

declare global {
  interface ImportMeta {
    /** Vite's, for what is read only when it is wanted. */
    glob<T>(pattern: string, options: { import: string }): Record<string, () => Promise<T>>;
  }
}

type Consumer = Handler<SQSEvent, SQSBatchResponse>;

const contracts = import.meta.glob<Contract>('../functions/*/*/contract.ts', { import: 'default', eager: true });
const handlers = import.meta.glob<Consumer>('../functions/*/*/handler.ts', { import: 'handler' });
const queues = Object.entries(contracts).flatMap(([file, contract]) =>
  contract.kind === 'queue' ? [{ contract, load: handlers[file.replace(/contract\.ts$/, 'handler.ts')]! }] : [],
);

/** Lets the consumers of every queue that has a contract work until nothing waits on any. A handler is read when it has work. */
export async function work(t: TestTenant, clock?: () => Date): Promise<void> {
  for (let busy = true; busy; ) {
    busy = false;
    for (const { contract, load } of queues) {
      for (const data of await t.queued(contract.message.name)) {
        busy = true;
        await t.receive(await load(), contract, data, clock ? { clock } : {});
      }
    }
  }
}
