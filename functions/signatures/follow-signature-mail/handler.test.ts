import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownPost, type Post } from '../../../test/post.ts';
import { actsOf, invited, person, seen, sign, timePasses, work } from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import recordContract from '../../mail/record-mail-event/contract.ts';
import { handler as recordMailEvent } from '../../mail/record-mail-event/handler.ts';
import { verifyBundle } from '../../proof/verify.ts';
import readEvidenceContract from '../read-evidence/contract.ts';
import { handler as readEvidence } from '../read-evidence/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let post: Post;
beforeAll(async () => {
  post = await ownPost();
  t = await tenant();
});
beforeEach(() => {
  post.ses.setFault(null);
});

const bouncing = () => ({
  ...person(t),
  email: `bounce+${Math.random().toString(36).slice(2)}@simulator.amazonses.com`,
});
const hear = async (address: string, kind: string) => {
  for (const event of await post.events(address, kind)) {
    await t.receive(recordMailEvent, recordContract, event, { raw: true });
  }
};
const evidence = async (requestId: string) => {
  const { location } = await t.call(readEvidence, readEvidenceContract, { params: { requestId } });
  return verifyBundle(new Uint8Array(await (await fetch(location ?? '')).arrayBuffer()));
};

it('writes once that an invitation left, however often it is told', async () => {
  const anne = person(t);
  const { id } = await invited(t, [anne]);
  const request = await seen(t, id);
  expect(request).toMatchObject({ status: 'sent', signers: [{ status: 'invited' }] });
  expect(request.history[1]).toMatchObject({
    act: 'email-sent',
    actor: { kind: 'system' },
    details: { to: anne.email, about: 'invitation', messageId: expect.any(String) },
  });
  const message = { tenant: t.tenant, requestId: id, signerId: request.signers[0].id, about: 'invitation' };
  await t.receive(handler, contract, message, { times: 2 });
  expect(await actsOf(t, id)).toEqual(['requested', 'email-sent']);
});

it('writes once each of two invitations that leave at the same time', async () => {
  const { id } = await invited(t, [person(t), person(t, 'Paul Martin'), person(t, 'Zoé Petit')]);
  expect(await actsOf(t, id)).toEqual(['requested', 'email-sent', 'email-sent', 'email-sent']);
});

describe('an invitation that never arrives', () => {
  it('because SES refuses it: the sender sees why', async () => {
    post.ses.setFault({ code: 'MessageRejected', message: 'Address blacklisted.', status: 400 });
    const { id } = await invited(t, [person(t)]);
    const request = await seen(t, id);
    expect(request.history.at(-1)).toMatchObject({
      act: 'email-failed',
      details: { about: 'invitation', reason: 'MessageRejected: Address blacklisted.' },
    });
    expect(request.status).toBe('queued');
  });

  it('because it comes back: the sender sees that it left, and that it came back', async () => {
    const anne = bouncing();
    const { id } = await invited(t, [anne]);
    await hear(anne.email, 'Bounce');
    await work(t);
    await hear(anne.email, 'Bounce');
    await timePasses(t);
    expect(await actsOf(t, id)).toEqual(['requested', 'email-sent', 'email-bounced']);
    expect((await seen(t, id)).history.at(-1).details.reason).toBe('smtp; 550 5.1.1 user unknown');
  });

  it('for a while: it leaves as soon as it can, once', async () => {
    const anne = person(t);
    post.ses.setFault({ code: 'ServiceUnavailable', status: 503, times: 3 });
    const { id } = await invited(t, [anne]);
    expect(await actsOf(t, id)).toEqual(['requested']);
    await timePasses(t);
    expect(await actsOf(t, id)).toEqual(['requested', 'email-sent']);
    expect(await t.inbox(anne.email)).toHaveLength(1);
  });
});

describe('confirmations', () => {
  it('are in the evidence once the fate of the last is known', async () => {
    const both = [person(t), person(t, 'Paul Martin')];
    const { id } = await invited(t, both);
    for (const someone of both) await sign(t, someone);
    await work(t);
    expect((await actsOf(t, id)).slice(-2)).toEqual(['notified', 'notified']);
    const { ok, checks } = await evidence(id);
    expect(ok).toBe(true);
    expect(checks.find(({ name }) => name === 'chain')?.text.fr).toContain(`${(await actsOf(t, id)).length} actes`);
  });

  it('that come back are told, and get into the evidence too', async () => {
    const anne = bouncing();
    const { id } = await invited(t, [anne]);
    await sign(t, anne);
    await work(t);
    await hear(anne.email, 'Bounce');
    await timePasses(t);
    const acts = await actsOf(t, id);
    expect(acts.filter((act) => act === 'email-bounced')).toHaveLength(2);
    const { ok, checks } = await evidence(id);
    expect(ok).toBe(true);
    expect(checks.find(({ name }) => name === 'chain')?.text.fr).toContain(`${acts.length} actes`);
  });
});
