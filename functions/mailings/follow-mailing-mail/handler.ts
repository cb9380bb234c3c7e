import type { Mail } from '../../mail/mail.ts';
import { serveMailReport } from '../../mail/mail-report.ts';
import { become, findRecipientByKey, type Move, mayBecome, noteDelivery } from '../recipient.ts';
import { meanwhile } from '../recipient-cause.ts';
import contract from './contract.ts';

export const handler = serveMailReport(contract, async ({ data: { tenant, audience, key }, mail, now }) => {
  const recipient = await findRecipientByKey(tenant, audience, key);
  if (!recipient || recipient.mailId !== mail.id) return [];
  const move = moveFor(mail);
  const [{ cause, reply } = {}] = mail.recipients;
  const bounce = mail.bouncedAt && { cause: mail.cause, reply: mail.reason };
  const why = move === 'withdraw' ? { cause: meanwhile('refused') } : { cause, reply };
  const set = {
    ...(move === 'send' ? { sentAt: mail.sentAt ?? now.toISOString() } : why),
    ...bounce,
    deliveredAt: mail.deliveredAt,
  };
  if (move && mayBecome(recipient, move)) return become(tenant, recipient, move, set, now);
  return mail.deliveredAt && !recipient.deliveredAt ? noteDelivery(tenant, recipient, mail.deliveredAt) : [];
});

/** What a mail's own state makes of its one recipient. */
function moveFor({ status, recipients: [recipient], bouncedAt, deliveredAt, lapsedAt }: Mail): Move | undefined {
  if (bouncedAt) return 'refuse';
  if (status === 'sent' || deliveredAt) return 'send';
  if (lapsedAt) return 'withdraw';
  if (status !== 'failed') return undefined;
  if (recipient?.outcome === 'suppressed') return 'suppress';
  return recipient?.outcome === 'uncertain' ? 'doubt' : 'refuse';
}
