import * as z from 'zod';
import { serve } from '../../../shared/function/queue.ts';
import { PLATFORM, tenantId } from '../../../shared/identity/tenant.ts';
import { heard, mails, type TransportEvent } from '../outgoing-mail.ts';
import contract from './contract.ts';

type SesEvent = z.output<typeof contract.message.data>;

const ownTags = z.object({
  tenant: z.tuple([z.union([tenantId, z.literal(PLATFORM)])]),
  mail: z.tuple([z.string()]),
});

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
    // Messages that others send through the same SES account, and events that say nothing we keep.
    if (!tags.success || !event) return [];
    const [tenant] = tags.data.tenant;
    const [id] = tags.data.mail;
    const mail = await mails.get(tenant, { id });
    log.info('mail-event', { mailId: id, kind: event.kind, known: Boolean(mail) });
    return mail ? heard(mail, event, now) : [];
  },
  { unwrap: fromSns },
);

function understood({ eventType, mail, delivery, bounce, reject }: SesEvent): TransportEvent | undefined {
  const { messageId, timestamp } = mail;
  if (eventType === 'Send') return { kind: 'sent', messageId, at: timestamp };
  if (delivery) return { kind: 'delivered', messageId, at: delivery.timestamp };
  if (reject) return { kind: 'bounced', messageId, at: timestamp, reason: reject.reason };
  // A transient bounce (full mailbox) is tried again by SES itself.
  if (bounce?.bounceType !== 'Permanent') return undefined;
  const [recipient] = bounce.bouncedRecipients;
  const reason = recipient?.diagnosticCode ?? recipient?.status;
  return { kind: 'bounced', messageId, at: bounce.timestamp, ...(reason && { reason }) };
}
