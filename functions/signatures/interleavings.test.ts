import { beforeAll, expect, it } from 'vitest';
import { after, DAY, HOUR, MINUTE } from '../../shared/clock.ts';
import { getPinned } from '../../shared/objects/objects.ts';
import fc from '../../test/property.ts';
import {
  askForCode,
  documentPage,
  newestCode,
  type Person,
  person,
  report,
  requested,
  seen,
  signingToken,
  timePasses,
  typeCode,
  verified,
  work,
} from '../../test/signing.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import wakeDueContract from '../platform/wake-due/contract.ts';
import { handler as wakeDue } from '../platform/wake-due/handler.ts';
import cancelContract from './cancel-signature-request/contract.ts';
import { handler as cancel } from './cancel-signature-request/handler.ts';
import declineContract from './decline-to-sign/contract.ts';
import { handler as decline } from './decline-to-sign/handler.ts';
import expireContract from './expire-signature-request/contract.ts';
import { handler as expire } from './expire-signature-request/handler.ts';
import { IN_STATE, type RequestStatus, requestStates } from './request-states.ts';
import resendContract from './resend-invitation/contract.ts';
import { handler as resend } from './resend-invitation/handler.ts';
import remindContract from './send-reminder/contract.ts';
import { handler as remind } from './send-reminder/handler.ts';
import { findRequest } from './signature-request.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

/** What anybody may do at any moment. What is not possible then is answered, and changes nothing. */
const DEEDS: Record<string, (who: Person, requestId: string, place: number) => Promise<unknown>> = {
  work: () => work(t),
  wake: () => t.tick(wakeDue, wakeDueContract, { clock: () => new Date(Date.now() + 60_000) }),
  read: async ({ email }) => report(t, await signingToken(email)),
  ask: async ({ email }) => askForCode(t, await signingToken(email)),
  guess: async ({ email }) => typeCode(t, await signingToken(email), '000000'),
  sign: async ({ email, phone }) => typeCode(t, await signingToken(email), await newestCode(phone)),
  'sign twice at once': async ({ email, phone }) => {
    const [token, code] = [await signingToken(email), await newestCode(phone)];
    await Promise.all([typeCode(t, token, code), typeCode(t, token, code)]);
  },
  remind: (_, requestId) => t.call(remind, remindContract, { params: { requestId } }),
  resend: (_, requestId, place) => sendAgain(requestId, place),
  correct: async (who, requestId, place) => {
    const { email, phone } = person(t);
    const { status } = await sendAgain(requestId, place, { email, phone });
    if (status === 200) Object.assign(who, { email, phone });
  },
};

async function sendAgain(requestId: string, place: number, body: Partial<Person> = {}) {
  const signerId = (await seen(t, requestId)).signers[place].id;
  return t.call(resend, resendContract, { params: { requestId, signerId }, body });
}

const deeds = fc.array(
  fc.record({ deed: fc.constantFrom(...Object.keys(DEEDS)), by: fc.constantFrom(0, 1), meanwhile: fc.boolean() }),
  { minLength: 4, maxLength: 14 },
);

/** What ends it for everybody, where it comes before the last signature. */
const ENDS: Record<string, (id: string, who: Person) => Promise<unknown>> = {
  cancel: (requestId) => t.call(cancel, cancelContract, { params: { requestId }, body: {} }),
  decline: async (_, { email }) =>
    t.submit(decline, declineContract, { params: { token: await signingToken(email) }, form: {} }),
  expire: (requestId) =>
    t.receive(expire, expireContract, { tenant: t.tenant, requestId }, { clock: () => tomorrow() }),
};
const tomorrow = (hours = 1) => after(new Date(), DAY + hours * HOUR);

const end = fc.record({ deed: fc.constantFrom(...Object.keys(ENDS)), by: fc.constantFrom(0, 1), at: fc.nat(10) });

const count = (acts: string[], wanted: string) => acts.filter((act) => act === wanted).length;

/** A request that ended without a seal stays as it is, whatever is tried; who was invited at their address is told once. */
async function isOver(id: string, both: readonly Person[]) {
  const before = await seen(t, id);
  for (const { email } of both) {
    const token = await signingToken(email).catch(() => undefined);
    if (!token) continue;
    expect((await askForCode(t, token, { after: Number.MAX_SAFE_INTEGER })).status).not.toBe(200);
    expect((await typeCode(t, token, '000000')).status).not.toBe(200);
  }
  await timePasses(t);
  const over = await seen(t, id);
  expect({ status: over.status, signers: over.signers }).toEqual({ status: before.status, signers: before.signers });
  const acts = over.history.map(({ act }: { act: string }) => act);
  expect(
    acts.filter((act: string) => ['declined', 'cancelled', 'expired', 'sealed', 'filed', 'notified'].includes(act)),
  ).toEqual([over.status]);
  for (const [place, { email }] of both.entries()) {
    const { status } = over.signers[place];
    const mails = (await t.inbox(email)).map(({ subject }) => subject?.split(/[\s\u00a0]/)[0]);
    const invited = mails.filter((word) => word !== 'Signature').length;
    expect(mails.length - invited).toBe(invited && status !== 'declined' ? 1 : 0);
  }
}

/** Of the links that came to an address, those of the last invitation lead to the signature; the others were replaced. */
async function onlyTheLastLinkOpens(email: string) {
  const texts = (await t.inbox(email)).map(({ text }) => text);
  expect(texts.filter((text) => text.includes('/sealed/'))).toHaveLength(1);
  const tokens = texts.flatMap((text) => /\/sign\/([\w-]{43})\s/.exec(text)?.[1] ?? []);
  const answers = await Promise.all(tokens.map(async (token) => (await documentPage(t, token)).status));
  // The newest mail comes first.
  expect(answers).toEqual(answers.toSorted((a, b) => a - b));
  expect(answers[0]).toBe(303);
  for (const answer of answers) expect([303, 410]).toContain(answer);
}

it('whatever two signers and the workers do, in whatever order: states only go forward, everybody signs once, one seal', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(deeds, fc.option(end, { freq: 1 }), async (plan, ends) => {
      const both: [Person, Person] = [person(t), person(t, 'Paul Martin')];
      const { id } = await requested(t, both, { expiresAt: tomorrow(0).toISOString() });
      let furthest = 0;
      const lookForward = async () => {
        const { status, history, signers } = await seen(t, id);
        expect(requestStates.names.indexOf(status)).toBeGreaterThanOrEqual(furthest);
        furthest = requestStates.names.indexOf(status);
        const acts = history.map(({ act }: { act: string }) => act);
        const signed = signers.filter((signer: { status: string }) => signer.status === 'signed').length;
        expect(count(acts, 'signed')).toBe(signed);
        if (furthest >= requestStates.names.indexOf('signed')) expect(signed).toBe(2);
      };

      let running: Promise<unknown>[] = [];
      for (const [place, { deed, by, meanwhile }] of plan.entries()) {
        if (ends?.at === place) running.push(ENDS[ends.deed]!(id, both[ends.by]!).catch(() => undefined));
        // Who has no mail or no code yet can do nothing.
        running.push(DEEDS[deed]!(both[by]!, id, by).catch(() => undefined));
        if (meanwhile) continue;
        await Promise.all(running);
        running = [];
        await lookForward();
      }
      await Promise.all(running);
      await work(t);
      if (IN_STATE[(await seen(t, id)).status as RequestStatus].sealed === 'never') {
        await isOver(id, both);
        return;
      }
      // The codes that were asked for have had their time to arrive.
      const arrived = after(new Date(), MINUTE);
      const at = { clock: () => arrived };
      for (const { email, phone } of both) {
        const token = await signingToken(email);
        await askForCode(t, token, { after: Number.MAX_SAFE_INTEGER, ...at });
        expect(await typeCode(t, token, await newestCode(phone), at)).toMatchObject({ status: 303 });
      }
      await timePasses(t, arrived);

      await lookForward();
      const { status, history } = await seen(t, id);
      expect(status).toBe('completed');
      const acts = history.map(({ act }: { act: string }) => act);
      for (const [act, times] of [
        ['requested', 1],
        ['signed', 2],
        ['sealed', 1],
        ['filed', 1],
        ['notified', 2],
      ] as const) {
        expect([act, count(acts, act)]).toEqual([act, times]);
      }
      const again = count(acts, 'resent') + count(acts, 'corrected');
      for (const act of ['email-sent', 'opened']) {
        expect(count(acts, act)).toBeGreaterThanOrEqual(2);
        expect(count(acts, act)).toBeLessThanOrEqual(2 + again);
      }
      for (const { email } of both) await onlyTheLastLinkOpens(email);
      const { verdict } = await verified(t, await getPinned((await findRequest(t.tenant, id)).evidence!));
      expect(verdict).toBe('valid');
    }),
    { numRuns: 10 },
  );
});
