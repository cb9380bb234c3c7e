import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/queue.ts';
import { transact } from '../../../shared/table/transact.ts';
import {
  claim,
  failed,
  hasOutcome,
  inDoubt,
  type Mail,
  MOST_ATTEMPTS,
  mails,
  openedData,
  postponed,
  sent,
} from '../outgoing-mail.ts';
import { renderMail, type TemplateName } from '../templates/index.ts';
import contract from './contract.ts';
import { sendRaw } from './ses.ts';

export const handler = serve(contract, async ({ data: { tenant, mailId }, now, log }) => {
  const mail = await mails.get(tenant, { id: mailId });
  if (!mail || hasOutcome(mail)) return [];
  // The transport's yes was lost to us, and the transport has told us since.
  if (mail.messageId) return [sent(mail, mail.messageId, now)];
  if (inDoubt(mail, now)) return [];

  await transact([claim(mail, now)]);
  const claimed: Mail = { ...mail, status: 'sending', attempts: mail.attempts + 1 };
  const outcome = await sendRaw(await compose(claimed));
  log.info('mail', { mailId, template: mail.template, attempt: claimed.attempts, outcome: outcome.kind });
  if (outcome.kind === 'accepted') return [sent(claimed, outcome.messageId, now)];
  if (outcome.kind === 'unknown') throw new Error(`The fate of ${mailId} is not known: ${outcome.reason}`);
  const giveUp = outcome.kind === 'refused' || claimed.attempts >= MOST_ATTEMPTS;
  return [(giveUp ? failed : postponed)(claimed, outcome.reason, now)];
});

async function compose(mail: Mail) {
  const { subject, html, text } = await renderMail(mail.template as TemplateName, await openedData(mail), mail.locale);
  const platform = /^(?:(?<name>.*?)\s*<)?(?<address>[^<>\s]+@[^<>\s]+?)>?$/.exec(config.mailFrom())?.groups;
  const address = platform?.address ?? config.mailFrom();
  const name = mail.fromName ? `${mail.fromName} (via ${platform?.name ?? 'Guichet'})` : (platform?.name ?? 'Guichet');
  const message = new MailComposer({
    from: { name, address },
    to: mail.to,
    ...(mail.replyTo && { replyTo: mail.replyTo }),
    subject,
    text,
    html,
    date: new Date(mail.createdAt),
    messageId: `<${mail.id}@${address.split('@')[1]}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.locale },
  });
  const raw = await message.compile().build();
  return { from: address, to: mail.to, raw, tags: { tenant: mail.tenant, mail: mail.id } };
}
