import type * as z from 'zod';
import type { QueueContract } from '../../shared/function/contract.ts';
import { type QueueInput, serve } from '../../shared/function/queue.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Write } from '../../shared/table/transact.ts';
import { type Mail, mails, type Outcome, reported, unreported } from './mail.ts';

interface Told<D extends z.ZodType> extends QueueInput<D> {
  mail: Mail;
  /** What is new, in the order in which it came; never empty. */
  outcomes: readonly Outcome[];
}

/**
 * The Lambda handler of who hears what became of its mails. Each outcome is told until the job's writes are committed,
 * and then never again: the report is settled in the job's own transaction.
 */
export const serveMailReport = <D extends z.ZodType<{ tenant: Tenant; mailId: string }>>(
  contract: QueueContract<D>,
  job: (told: Told<D>) => Promise<readonly Write[]>,
) => {
  // Who delivers mail would have no right to send it.
  if (!contract.message.isMailReport) throw new Error(`${contract.message.name} is no mail report: declare it as one`);
  return serve(contract, async (input) => {
    const { tenant, mailId } = input.data;
    const mail = await mails.get(tenant, { id: mailId });
    const outcomes = mail ? unreported(mail) : [];
    if (!mail || !outcomes.length) return [];
    return [...(await job({ ...input, mail, outcomes })), reported(mail, outcomes)];
  });
};
