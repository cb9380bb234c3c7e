import { after, DAY, HOUR } from '../../shared/clock.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { type Due, dueAt } from '../../shared/table/due.ts';
import type { Write } from '../../shared/table/transact.ts';
import { remindSigners } from './commands/remind-signers.ts';
import type { RequestActOf } from './request-acts.ts';
import { IN_STATE } from './request-states.ts';
import { happen, isOver, type SignatureRequest } from './signature-request.ts';
import type { Signer } from './signer.ts';
import { remind } from './signer-mail.ts';
import { SIGNING_LINK } from './signing-link.ts';

/** When a request's signers are reminded next. @param days between reminders */
export const nextReminder = (data: { tenant: Tenant; requestId: string }, days: number, now: Date): Due =>
  dueAt(outgoing(remindSigners, data), after(now, days * DAY));

/** Seconds between two mails that somebody asks for. */
const PAUSE = HOUR;

/**
 * How many seconds are left of the pause after a mail that somebody asked for. One that a clock sent which ran far ahead
 * does not count; of two at once, one may be the later by a moment.
 */
export function pauseAfter(sentAt: string | undefined, now: Date): number {
  const since = sentAt === undefined ? PAUSE : (now.getTime() - Date.parse(sentAt)) / 1000;
  return since < -PAUSE ? 0 : Math.max(0, Math.ceil(PAUSE - Math.max(since, 0)));
}

/** When a signer's links end: with the invitation's, however often they are reminded of it. */
function linkEnds({ createdAt }: SignatureRequest, { resentAt = '', invitedAt = '' }: Signer): Date {
  const [last = createdAt] = [createdAt, invitedAt, resentAt].toSorted().reverse();
  return after(new Date(last), SIGNING_LINK.lasts);
}

/** Whether somebody's link still opens. */
export const haveLinks = (request: SignatureRequest, all: readonly Signer[], now: Date): boolean =>
  all.some((signer) => now < linkEnds(request, signer));

/** Those who can sign, were reached, and have not signed. */
export function waitingSigners(request: SignatureRequest, all: readonly Signer[], now: Date): Signer[] {
  if (!IN_STATE[request.status].signing || isOver(request, now)) return [];
  return all
    .filter(({ status }) => status === 'invited' || status === 'opened')
    .filter((signer) => now < linkEnds(request, signer));
}

/** The writes by which signers are reminded; the schedule, if there is one, starts again from now. */
export async function reminding(
  tenant: Tenant,
  request: SignatureRequest,
  waiting: readonly Signer[],
  actor: RequestActOf<'reminded'>['actor'],
  now: Date,
): Promise<Write[]> {
  const act = { act: 'reminded' as const, actor, at: now, details: { signers: waiting.map(({ id }) => id) } };
  const mails = await Promise.all(
    waiting.map((signer) => remind(tenant, request, signer, linkEnds(request, signer), now)),
  );
  const { id: requestId, remindEvery } = request;
  return [
    ...happen(tenant, request, [act], {
      set: { remindedAt: now.toISOString() },
      ...(remindEvery && { due: { remind: nextReminder({ tenant, requestId }, remindEvery, now) } }),
    }),
    ...mails.flat(),
  ];
}
