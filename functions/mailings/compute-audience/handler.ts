import { serve } from '../../../shared/function/queue.ts';
import { contacts } from '../../contacts/contact.ts';
import { readSome } from '../audience.ts';
import { begun, found, mailings } from '../mailing.ts';
import { beginTallies } from '../recipient.ts';
import contract from './contract.ts';

/** A step leaves its rows one by one, then says how far it came: killed in between, it finds them when it is done again. */
export const handler = serve(contract, async ({ data: { tenant, mailingId, step }, now }) => {
  const mailing = await mailings.get(tenant, { id: mailingId });
  if (mailing?.status !== 'computing' || mailing.step !== step) return [];
  if (step === 0) {
    const [toRead] = await Promise.all([contacts.count(tenant, now), beginTallies(tenant, mailing.id)]);
    return [begun(tenant, mailing, toRead, now)];
  }
  return [found(tenant, mailing, await readSome(tenant, mailing, now), now)];
});
