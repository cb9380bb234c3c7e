import { beforeAll, expect, it } from 'vitest';
import { after, MINUTE } from '../../shared/clock.ts';
import { mailsTo } from '../../test/accounts.ts';
import { add, newCampaign } from '../../test/campaigns.ts';
import { certificatesOf, readCampaign, sealAll, step, tell } from '../../test/certificates.ts';
import { crashes } from '../../test/crash.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import issueContract from '../campaigns/issue-campaign/contract.ts';
import { handler as issueCampaign } from '../campaigns/issue-campaign/handler.ts';
import wakeDueContract from '../platform/wake-due/contract.ts';
import { handler as wakeDue } from '../platform/wake-due/handler.ts';
import sealContract from './seal-certificate/contract.ts';
import { handler as sealCertificate } from './seal-certificate/handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

/** A worker is killed between any two of its calls; the queue gives its message again, and what was lost is found due. */
it.each(['issued', 'sealed'] as const)(
  'killed anywhere while it is %s, a recipient has one certificate and one email',
  {
    timeout: 300_000,
  },
  async (what) => {
    let turn = 0;
    for await (const die of crashes()) {
      const email = t.email(`${what}${turn++}`);
      const { id } = await newCampaign(t);
      await add(t, id, [{ email, values: { prenom: 'Zoé', nom: 'Lefèvre' } }]);
      await tell(t, id, 'confirm');
      await step(t);
      const [issuing] = await t.queued('issue-campaign');
      let work = () => t.receive(issueCampaign, issueContract, issuing);
      if (what === 'sealed') {
        await work();
        const [sealing] = await t.queued('seal-certificate');
        work = () => t.receive(sealCertificate, sealContract, sealing);
      }
      await die(work);
      await work();
      await t.tick(wakeDue, wakeDueContract, { clock: () => after(new Date(), MINUTE) });
      await step(t);
      await sealAll(t);
      expect(await readCampaign(t, id)).toMatchObject({ status: 'completed' });
      expect(await certificatesOf(t, id)).toMatchObject([{ status: 'issued', email }]);
      expect(await mailsTo(t, email)).toHaveLength(1);
    }
  },
);
