import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, after as later } from '../../../shared/clock.ts';
import { happenedIn } from '../../../test/facts.ts';
import { codeSent, invited, linkSent, person, sign, signingToken, timePasses, work } from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import updateNoticesContract from '../../accounts/update-notices/contract.ts';
import { handler as updateNotices } from '../../accounts/update-notices/handler.ts';
import cancelContract from '../cancel-signature-request/contract.ts';
import { handler as cancel } from '../cancel-signature-request/handler.ts';
import declineContract from '../decline-to-sign/contract.ts';
import { handler as decline } from '../decline-to-sign/handler.ts';
import downloadContract from '../download-sealed-document/contract.ts';
import { handler as download } from '../download-sealed-document/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeEach(async () => {
  t = await tenant();
});
const told = () => t.inbox(t.userEmail);
const subjects = async () => (await told()).map(({ subject }) => subject);

describe('whoever sent a request is told how it ended', () => {
  it('signed: once, however often that is heard, with each signer and a link to the sealed document', async () => {
    const { anne } = await linkSent(t, [person(t)], { reference: 'D-42' });
    await sign(t, anne);
    await work(t);
    const fact = (await happenedIn(t)).find(({ name }) => name === 'signature.completed');
    await Promise.all([1, 2].map(() => t.receive(handler, contract, fact, { times: 2 })));
    await work(t);
    expect(await subjects()).toEqual(['Signé\u00a0: «\u00a0devis.pdf\u00a0»']);
    const [mail] = await told();
    expect(mail?.text).toContain('- Anne Martin\u00a0: a signé');
    expect(mail?.text).toContain('D-42 (sig_');
    const token = /\/sealed\/([\w-]{43})\s/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(await t.submit(download, downloadContract, { params: { token } })).toMatchObject({ status: 303 });
  });

  it('declined: by whom, and why', async () => {
    const { token } = await codeSent(t, [person(t), person(t, 'Paul Martin')]);
    await t.submit(decline, declineContract, { params: { token }, form: { reason: 'Trop cher.' } });
    await work(t);
    expect(await subjects()).toEqual(['Signature refusée\u00a0: «\u00a0devis.pdf\u00a0»']);
    expect((await told())[0]?.text).toMatch(/Anne Martin a refusé de signer.*> Trop cher\./s);
  });

  it('expired, and before that out of reach', async () => {
    const gone = { ...person(t), email: 'bounce@simulator.amazonses.com' };
    await invited(t, [gone], { expiresAt: later(new Date(), DAY).toISOString() });
    await work(t);
    await timePasses(t, later(new Date(), DAY + 60));
    expect((await subjects()).at(-1)).toBe('Délai de signature passé\u00a0: «\u00a0devis.pdf\u00a0»');
  });

  it('only of the endings that they chose, in the language that they chose', async () => {
    const chosen = { signatureEnded: ['cancelled'], locale: 'en' };
    await t.call(updateNotices, updateNoticesContract, { body: chosen });
    const { id, anne } = await linkSent(t);
    await t.call(cancel, cancelContract, { params: { requestId: id }, body: { reason: 'Prix changé' } });
    const other = await linkSent(t, [{ ...anne, email: t.email('other') }]);
    await sign(t, other.anne);
    await work(t);
    expect(await subjects()).toEqual(['Request cancelled: “devis.pdf”']);
    expect((await told())[0]?.text).toContain('> Prix changé');
    expect(await signingToken(other.anne.email)).toMatch(/^[\w-]{43}$/);
  });
});
