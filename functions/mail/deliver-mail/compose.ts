import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { GUICHET, LOGO_CID } from '../../../shared/brand/brand.ts';
import { writeMail } from '../../../shared/mails/every-mail.ts';
import type { Pinned } from '../../../shared/objects/pinned.ts';
import { streamPinned } from '../../../shared/objects/pinned-stream.ts';
import { brandOf, type KeptLogo } from '../../branding/brand.ts';
import { filled, renderTemplate, templateFor } from '../../mail-wording/email-template.ts';
import { findKeptWording, type KeptWording } from '../../mail-wording/kept-wording.ts';
import type { Sender } from '../../sending-accounts/mail-settings.ts';
import { platformAddress } from '../../sending-accounts/platform-address.ts';
import { decryptedData, type Mail } from '../mail.ts';
import type { MimeMessage } from '../transports/transport.ts';

/**
 * A mail as its transport takes it, for those of its recipients that are to be tried, in the tenant's words if it has
 * its own; attachments are read while it leaves.
 */
export async function compose(mail: Mail, sender: Sender, to: readonly string[]): Promise<MimeMessage> {
  const { tenant, kind } = mail;
  const [own, kept, data, brand] = await Promise.all([
    templateFor(tenant, kind, mail.templateId),
    mail.wordsOf === undefined ? undefined : findKeptWording(tenant, mail.wordsOf),
    decryptedData(mail),
    brandUnder(mail),
  ]);
  const { subject, html, text } = own
    ? renderTemplate(own, data, mail.locale)
    : writeMail(kind, { ...data, ...(kept && wordsIn(kept, data, mail)) }, mail.locale, brand);
  const logo = own ? undefined : brand.logo;
  const from = fromOf(mail, sender);
  const addressees = mail.recipients.map(({ address }) => address);
  const messageId = `<${mail.id}@${platformAddress().address.split('@')[1]}>`;
  const pieces = () =>
    new MailComposer({
      from,
      to: addressees.map((address) => ({ name: '', address })),
      ...(mail.replyTo && { replyTo: { name: '', address: mail.replyTo } }),
      subject,
      text,
      html,
      date: new Date(mail.createdAt),
      messageId,
      headers: {
        'Auto-Submitted': 'auto-generated',
        'Content-Language': mail.locale,
        ...(data.unsubscribe && unsubscribeHeaders(data.unsubscribe)),
      },
      attachments: [
        ...(logo ? [carried(logo)] : []),
        ...mail.attachments.map(({ filename, contentType, object }) => ({
          filename,
          contentType,
          contentTransferEncoding: 'base64' as const,
          content: streamPinned(object),
        })),
      ],
      disableFileAccess: true,
      disableUrlAccess: true,
    })
      .compile()
      .createReadStream();
  return {
    from: from.address,
    to,
    id: messageId,
    size: sizeOf(
      [...mail.attachments.map(({ object }) => object), ...(logo ? [logo.content] : [])],
      addressees,
      html + text,
    ),
    open: () => Readable.from(readingAll(pieces), { objectMode: false }),
    tags: { tenant: mail.tenant, mail: mail.id },
  };
}

/** What kept words say to this recipient, as data of the mail that holds them. */
function wordsIn(kept: KeptWording, data: Record<string, string>, { locale }: Mail) {
  const { subject, html, text } = filled(kept, data, locale);
  return { subject, cleanHtml: html, text };
}

/**
 * By which mailboxes unsubscribe for people, with one press (RFC 8058). SES, and any server that signs, has both under
 * its DKIM signature.
 */
const unsubscribeHeaders = (link: string) => ({
  'List-Unsubscribe': `<${link}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/** Bytes that leave in one piece: most mails are smaller. */
const PIECE = 64 * 1024;

/** Nothing is opened before the first piece is wanted. MIME is made line by line: each would leave in a packet of its own. */
async function* readingAll(open: () => Readable): AsyncGenerator<Buffer> {
  let kept: Buffer[] = [];
  let size = 0;
  for await (const piece of open()) {
    kept.push(piece);
    size += piece.length;
    if (size < PIECE) continue;
    yield Buffer.concat(kept, size);
    kept = [];
    size = 0;
  }
  if (size) yield Buffer.concat(kept, size);
}

function fromOf({ fromName }: Mail, { account }: Sender): { name: string; address: string } {
  if (account) return { name: account.fromName ?? fromName ?? '', address: account.fromAddress };
  const { name, address } = platformAddress();
  return { name: fromName ? `${fromName} (via ${name})` : name, address };
}

/** Under whose sign a mail leaves: the platform's own are ours. */
const brandUnder = ({ tenant, fromName }: Mail) => brandOf(tenant, fromName ?? GUICHET.name);

/** Shown within the mail, not among its files. */
const carried = ({ type, content }: KeptLogo) => ({
  filename: `logo.${type === 'image/png' ? 'png' : 'jpg'}`,
  contentType: type,
  contentTransferEncoding: 'base64' as const,
  contentDisposition: 'inline' as const,
  cid: LOGO_CID,
  content: streamPinned(content),
});

/** Bytes: base64 by lines of 76, words as quoted-printable at worst, headers. */
function sizeOf(files: readonly Pinned[], recipients: readonly string[], words: string): number {
  const carried = files.map(({ size }) => Math.ceil(size / 57) * 78 + 1024);
  return carried.reduce((sum, size) => sum + size, 4096 + recipients.length * 320 + 3 * Buffer.byteLength(words));
}
