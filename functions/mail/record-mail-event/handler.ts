import * as z from 'zod';
import { emailKey } from '../../../shared/fields/email-address.ts';
import { serve } from '../../../shared/function/queue.ts';
import { PLATFORM, type Tenant, tenantId } from '../../../shared/identity/tenant.ts';
import { transact, type Write } from '../../../shared/table/transact.ts';
import { heard, mails, type TransportEvent } from '../mail.ts';
import { delivered, softBounced } from '../soft-bounce.ts';
import { suppress } from '../suppression.ts';
import contract from './contract.ts';

type SesEvent = z.output<typeof contract.message.data>;

const ownTags = z.object({
  tenant: z.tuple([z.union([tenantId, z.literal(PLATFORM)])]),
  mail: z.tuple([z.string()]),
});

/** Addresses suppressed in one transaction, two writes each: it takes a hundred. */
const AT_ONCE = 40;

/** SES's event in SNS's envelope; nothing for the sentence that SES sends to try a new topic. */
const fromSns = (body: unknown) => {
  const { Message } = z.object({ Message: z.string() }).parse(body);
  return Message.startsWith('{') ? JSON.parse(Message) : undefined;
};

export const handler = serve(
  contract,
  async ({ data, now, log }) => {
    const tags = ownTags.safeParse(data.mail.tags);
    const event = understood(data);
    const unwelcome = refusals(data);
    // Messages that others send through the same SES account, and events that say nothing we keep.
    if (!tags.success || !(event || unwelcome.length)) return [];
    const [tenant] = tags.data.tenant;
    const [id] = tags.data.mail;
    const mail = await mails.get(tenant, { id });
    log.info('mail-event', { mailId: id, kind: event?.kind ?? data.eventType, known: Boolean(mail) });
    const noted = mail && event ? heard(mail, event, now) : [];
    // Whoever could not open an account today may tomorrow: only accounts keep such a list.
    if (tenant === PLATFORM) return noted;
    for (const refusal of unwelcome.slice(AT_ONCE)) await transact(await suppress({ ...refusal, tenant, now }));
    const counted = noted.length ? await inARow(data, tenant, now) : [];
    const suppressed = unwelcome.slice(0, AT_ONCE).map((refusal) => suppress({ ...refusal, tenant, now }));
    return [...noted, ...counted, ...(await Promise.all(suppressed)).flat()];
  },
  { unwrap: fromSns },
);

function understood({ eventType, mail, delivery, bounce, complaint, reject }: SesEvent): TransportEvent | undefined {
  const taken = { messageId: mail.messageId, sentAt: mail.timestamp };
  if (eventType === 'Send') return { kind: 'sent', ...taken, at: mail.timestamp };
  if (delivery) return { kind: 'delivered', ...taken, at: delivery.timestamp };
  if (reject) return { kind: 'bounced', ...taken, at: mail.timestamp, reason: reject.reason };
  // Who takes a mail out of the spam folder complains of nothing.
  if (complaint && isUnwelcome(complaint))
    return { kind: 'complained', ...taken, at: complaint.timestamp ?? mail.timestamp };
  if (bounce && bounce.bounceType !== 'Permanent') {
    return isOfContent(bounce) ? undefined : { kind: 'softBounced', ...taken, at: bounce.timestamp };
  }
  if (!bounce) return undefined;
  const [recipient] = bounce.bouncedRecipients;
  const reason = recipient?.diagnosticCode ?? recipient?.status;
  return { kind: 'bounced', ...taken, at: bounce.timestamp, ...(reason && { reason }) };
}

/** About the message and not about whom it is for. */
const OF_CONTENT = new Set(['MessageTooLarge', 'ContentRejected', 'AttachmentRejected']);
const isOfContent = ({ bounceSubType = '' }: NonNullable<SesEvent['bounce']>) => OF_CONTENT.has(bounceSubType);

/** What an event does to the row of mails that did not reach an address: one more, or its end. Each mail counts once. */
async function inARow({ bounce, delivery }: SesEvent, tenant: Tenant, now: Date): Promise<Write[]> {
  if (delivery) {
    const reached = delivery.recipients.slice(0, AT_ONCE).map((address) => delivered(tenant, address));
    return (await Promise.all(reached)).flat();
  }
  const missed = bounce && bounce.bounceType !== 'Permanent' && !isOfContent(bounce) ? bounce.bouncedRecipients : [];
  const counted = missed
    .slice(0, AT_ONCE / 2)
    .map(({ emailAddress: address, diagnosticCode, status }) =>
      softBounced({ tenant, address, source: 'ses', detail: diagnosticCode ?? status }, now),
    );
  return (await Promise.all(counted)).flat();
}

const isUnwelcome = ({ complaintFeedbackType }: NonNullable<SesEvent['complaint']>) =>
  complaintFeedbackType !== 'not-spam';

/** The addresses to which nothing more is sent: nobody is there, or somebody complained. Each is told once. */
function refusals({ bounce, complaint }: SesEvent) {
  const gone = bounce?.bounceType === 'Permanent' ? bounce.bouncedRecipients : [];
  const all = [
    ...gone.map(({ emailAddress, diagnosticCode, status }) => ({
      address: emailAddress,
      reason: 'bounce' as const,
      detail: diagnosticCode ?? status,
    })),
    ...(complaint && isUnwelcome(complaint) ? complaint.complainedRecipients : []).map(({ emailAddress }) => ({
      address: emailAddress,
      reason: 'complaint' as const,
      detail: complaint?.complaintFeedbackType ?? undefined,
    })),
  ];
  return [...new Map(all.map((one) => [emailKey(one.address), { ...one, source: 'ses' }])).values()];
}
