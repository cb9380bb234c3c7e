import { type AddressObject, type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import type { InboxMessage } from './message.ts';

type ReadEmail = Pick<InboxMessage, 'from' | 'to' | 'subject' | 'text' | 'html' | 'headers' | 'attachments'>;

/** Reads a raw message. `to` is everyone its headers name: To, Cc and Bcc. */
export async function readEmail(raw: Buffer): Promise<ReadEmail> {
  const mail = await parse(raw);
  return {
    from: mail.from?.text ?? '',
    to: [mail.to, mail.cc, mail.bcc].flatMap(addressesOf),
    subject: mail.subject ?? null,
    text: mail.text ?? null,
    html: mail.html || null,
    headers: headersOf(mail),
    attachments: mail.attachments.map((attachment) => ({
      filename: nameOf(attachment),
      size: attachment.size,
      contentType: attachment.contentType,
    })),
  };
}

/** The attachments themselves, in the order `readEmail` lists them. */
export async function readAttachments(raw: Buffer) {
  const { attachments } = await parse(raw);
  return attachments.map((attachment) => ({
    filename: nameOf(attachment),
    contentType: attachment.contentType,
    contentId: attachment.cid ?? null,
    content: attachment.content,
  }));
}

/** The bare address of `Name <address>` or of an address. */
export function bareAddress(text: string): string {
  return (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).trim();
}

function parse(raw: Buffer): Promise<ParsedMail> {
  // What the message says, not what the parser would make up: a part it lacks stays absent.
  return simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
}

function nameOf(attachment: Attachment): string {
  return attachment.filename ?? `${attachment.contentType.replaceAll('/', '.')}`;
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): string[] {
  const lists = field === undefined ? [] : Array.isArray(field) ? field : [field];
  return lists
    .flatMap(({ value }) => value.flatMap((entry) => (entry.group ? entry.group : [entry])))
    .flatMap(({ address }) => address || []);
}

function headersOf(mail: ParsedMail): InboxMessage['headers'] {
  const headers: InboxMessage['headers'] = {};
  for (const { key, line } of mail.headerLines) {
    const value = Buffer.from(line.slice(line.indexOf(':') + 1), 'latin1')
      .toString()
      .replace(/\r?\n(?=[ \t])/g, '')
      .trim();
    const earlier = headers[key];
    headers[key] = earlier === undefined ? value : [earlier, value].flat();
  }
  for (const [name, value] of mail.headers) {
    if (!(name in headers)) continue;
    if (typeof value === 'string') headers[name] = value;
    else if (value && typeof value === 'object' && 'text' in value) headers[name] = (value as AddressObject).text;
  }
  return headers;
}
