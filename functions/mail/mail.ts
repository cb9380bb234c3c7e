import * as z from 'zod';
import { mailFacts } from '../../events/mail.ts';
import { DAY } from '../../shared/clock.ts';
import { PLATFORM, type Tenant, tenantId } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { decryptSecret, encryptSecret } from '../../shared/keys/secret-box.ts';
import type { MailData, MailKind } from '../../shared/mails/mail-kind.ts';
import type { ReportWanted } from '../../shared/mails/mail-report.ts';
import { pinnedSchema } from '../../shared/objects/pinned.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueNow } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { LOCALES, type Locale } from '../../shared/text.ts';
import { tell } from '../facts/fact.ts';
import { deliverMail } from './commands/deliver-mail.ts';
import { mailStates } from './mail-states.ts';
import { type OnlyWhile, onlyWhile } from './only-while.ts';

/** How long a mail's row is kept, in days: what it proves is in the ledger by then. */
const KEPT = 90;

/** What became of a mail for one of its recipients. */
const RECIPIENT_OUTCOMES = ['accepted', 'refused', 'suppressed', 'withdrawn', 'uncertain'] as const;

const recipient = z.object({
  address: z.string(),
  /** None as long as it is to be tried. */
  outcome: z.enum(RECIPIENT_OUTCOMES).optional(),
  /** What the transport said, in its words. */
  reply: z.string().optional(),
  /** Why it was not accepted: one of our sentences. */
  cause: z.string().optional(),
});
export type Recipient = z.infer<typeof recipient>;

/** The most recipients of one mail: SES takes no more at once. */
const MOST_RECIPIENTS = 50;

/** A file of ours that leaves with a mail; read from its bucket while the mail is sent. */
const attachment = z.object({
  filename: z.string().min(1).max(255),
  contentType: z.string(),
  // What was uploaded and not yet accepted is sent to nobody.
  object: pinnedSchema.refine(({ bucket }) => bucket !== 'uploads'),
});
export type Attachment = z.infer<typeof attachment>;

/**
 * A mail on its way. `sending` is claimed before the transport is called, so that a crash right after leaves a trace:
 * SES's own event then tells whether the mail left, and only otherwise is it sent again; given to a server that tells
 * nothing later, it is not.
 */
export const mails = entity({
  name: 'mail',
  partition: 'id',
  states: mailStates,
  dues: { deliver: ['queued', 'sending'], report: ['sent', 'partly-sent', 'failed', 'withdrawn'] },
  schema: z.object({
    id: z.string(),
    tenant: z.union([tenantId, z.literal(PLATFORM)]),
    recipients: z.array(recipient).min(1).max(MOST_RECIPIENTS),
    /** For whom it is sent: decides the account that it leaves through, when it leaves. */
    sender: z.object({ userId: z.string() }).optional(),
    /** The way chosen for it, whatever the account's settings: `platform`, or the id of an SMTP account. */
    way: z.string().optional(),
    /** Whose kept words it bears: the id of what is sent to many. */
    wordsOf: z.string().optional(),
    /** The template chosen for this one mail, in place of the account's choice for its kind. */
    templateId: z.string().optional(),
    /** When nobody knows whether an attempt had sent it, it is not tried again. */
    once: z.boolean().optional(),
    /** The business in whose name it is sent, and where its answers go. */
    fromName: z.string().optional(),
    replyTo: z.string().optional(),
    locale: z.enum(LOCALES),
    /** Which mail: the name of its file. */
    kind: z.string(),
    data: z.record(z.string(), z.string()),
    /** Values of the mail that are secrets (links), encrypted. */
    secrets: z.record(z.string(), z.string()),
    attachments: z.array(attachment),
    /** It is taken back when this no longer holds as it is about to be handed over. */
    onlyWhile: onlyWhile.optional(),
    /** What it is about, when it waits while its address is suppressed: of several about the same the last one leaves then. */
    heldAbout: z.string().optional(),
    status: mailStates.schema,
    attempts: z.number().int(),
    /** How often nobody knew whether an attempt had sent it, and it was tried again. */
    doubts: z.number().int(),
    /** The turn that its transport's rate allows it: not before. */
    turnAt: z.string().optional(),
    /** When it is tried again at the latest, as long as it waits. */
    nextTryAt: z.string().optional(),
    createdAt: z.string(),
    /** When the suppression that held it back was lifted. */
    releasedAt: z.string().optional(),
    claimedAt: z.string().optional(),
    /** Who may have the whole message since its last attempt, `platform` or an SMTP account: nobody else may be sure of it. */
    handedTo: z.string().optional(),
    /** Taken back while it was being handed over: it is not tried again. */
    withdrawnAt: z.string().optional(),
    /** What it hung on no longer held when its turn came. */
    lapsedAt: z.string().optional(),
    /** When the transport said yes. */
    sentAt: z.string().optional(),
    deliveredAt: z.string().optional(),
    bouncedAt: z.string().optional(),
    /** When SES gave it up for a reason that may pass: it counts once. */
    softBouncedAt: z.string().optional(),
    /** When a recipient reported it as spam. */
    complainedAt: z.string().optional(),
    /** What it left through: `platform`, or the id of an SMTP account. */
    through: z.string().optional(),
    /** The transport's id of the message. */
    messageId: z.string().optional(),
    /** Why it waits, failed or bounced: in the transport's words, and as one of our sentences. */
    reason: z.string().optional(),
    cause: z.string().optional(),
    /** Who is told when the outcome is known, and by which message. */
    report: z.object({ queue: z.string(), data: z.unknown() }).optional(),
    /** Outcomes already acted upon by who is told. */
    reported: z.array(z.string()),
  }),
  expires: ({ createdAt }) => new Date(Date.parse(createdAt) + KEPT * DAY * 1000),
});
export type Mail = z.infer<(typeof mails)['schema']>;

interface Wanted<K extends MailKind> {
  tenant: Tenant;
  to: string | readonly string[];
  /** The user in whose name it is sent; the shop's unless given. */
  sender?: { userId: string } | undefined;
  fromName?: string | undefined;
  replyTo?: string | undefined;
  locale: Locale;
  kind: K;
  data: MailData<K>;
  attachments?: readonly Attachment[] | undefined;
  /** Sent this way and no other: `platform`, or the id of an SMTP account. */
  way?: string;
  /** Whose kept words it bears (`kept-wording`), filled in when it is written. */
  wordsOf?: string;
  /** A template of the account's whose tags are all this mail's, in place of its choice for the kind. */
  templateId?: string;
  /** Not tried again when nobody knows whether it has left. */
  once?: boolean;
  /** What must hold of a row of its area when it is handed over; otherwise it is taken back. */
  onlyWhile?: OnlyWhile;
  /** What it is about, when it is to leave once the suppression of its address is lifted. */
  heldAbout?: string;
  /** The message by which its area hears that it has left, failed, arrived or come back: see `serveMailReport`. */
  report?: ReportWanted;
}

const bindingOf = (tenant: Tenant, mailId: string) => ({ tenant, purpose: `mail/${mailId}` });

/** The message that has a mail delivered. */
export const deliveryOf = (tenant: Tenant, mailId: string) => outgoing(deliverMail, { tenant, mailId });

/**
 * The write that puts a mail on its way, for the transaction that it belongs to. Secret links are encrypted: they stand
 * in clear nowhere but in the mail itself.
 */
export async function queueMail<K extends MailKind>(
  { tenant, to, sender, fromName, replyTo, locale, kind, data, attachments = [], report, ...more }: Wanted<K>,
  now: Date,
): Promise<Write & { mailId: string }> {
  const id = newId('mail', now);
  const values = Object.entries(kind.data.parse(data) as Record<string, string | undefined>).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const isSecret = (name: string) => kind.secrets.includes(name);
  const secrets = await Promise.all(
    values
      .filter(([name]) => isSecret(name))
      .map(async ([name, value]) => [name, await encryptSecret(value, bindingOf(tenant, id))] as const),
  );
  const write = mails.put(
    tenant,
    {
      id,
      tenant,
      recipients: [...new Set([to].flat())].map((address) => ({ address })),
      sender,
      fromName,
      replyTo,
      locale,
      kind: kind.name,
      data: Object.fromEntries(values.filter(([name]) => !isSecret(name))),
      secrets: Object.fromEntries(secrets),
      attachments: [...attachments],
      ...more,
      status: 'queued',
      attempts: 0,
      doubts: 0,
      createdAt: now.toISOString(),
      ...(report && { report: outgoing(report.to, { tenant, mailId: id, ...report.about }) }),
      reported: [],
    },
    { due: { deliver: dueNow(deliveryOf(tenant, id), now) } },
  );
  return { ...write, mailId: id };
}

/** What a mail is told, its links in clear. */
export async function decryptedData({ tenant, id, data, secrets }: Mail): Promise<Record<string, string>> {
  const decrypted = await Promise.all(
    Object.entries(secrets).map(
      async ([name, value]) => [name, await decryptSecret(value, bindingOf(tenant, id))] as const,
    ),
  );
  return { ...data, ...Object.fromEntries(decrypted) };
}

/** The addresses of a mail, for people. */
export const addressesOf = ({ recipients }: Pick<Mail, 'recipients'>): string =>
  recipients.map(({ address }) => address).join(', ');

/** What is told of a mail to the area that sent it. */
export type Outcome = 'sent' | 'failed' | 'delivered' | 'bounced' | 'lapsed';

/** What a status tells; none as long as it is to be delivered. */
const TOLD: Readonly<Record<Mail['status'], readonly Outcome[] | undefined>> = {
  queued: undefined,
  sending: undefined,
  sent: ['sent'],
  // It has both left and failed.
  'partly-sent': ['sent', 'failed'],
  failed: ['failed'],
  // Who took it back knows.
  withdrawn: [],
};

/** Nothing more is to be done to deliver it. */
export const hasOutcome = ({ status }: Mail): boolean => TOLD[status] !== undefined;

export interface TransportEvent {
  kind: 'sent' | 'delivered' | 'bounced' | 'softBounced' | 'complained';
  messageId: string;
  /** When the transport took the message. */
  sentAt: string;
  at: string;
  reason?: string;
}

const HEARD_IN = {
  sent: 'messageId',
  delivered: 'deliveredAt',
  bounced: 'bouncedAt',
  softBounced: 'softBouncedAt',
  complained: 'complainedAt',
} as const;
const CAUSE_OF = { bounced: 'bounced', complained: undefined } as const;

const ids = z.record(z.string(), z.string());

/** The write by which others hear what became of a mail; none for the platform's own, which belongs to no account. */
export function tellOfMail(
  { tenant, id, kind, report }: Mail,
  happened: keyof (typeof mailFacts)['kinds'],
  cause: string | undefined,
  now: Date,
): Write[] {
  if (tenant === PLATFORM) return [];
  const { tenant: _, mailId, ...about } = ids.catch({}).parse(report?.data);
  const data = { mailId: id, kind, cause, ...(Object.keys(about).length && { about }) };
  return [tell(tenant, mailFacts, happened, data, now)];
}

/** What the transport said of a message: it left, it arrived, it came back, it is unwelcome. Each is kept once. */
export function heard(mail: Mail, { kind, messageId, sentAt, at, reason }: TransportEvent, now: Date): Write[] {
  const field = HEARD_IN[kind];
  if (mail[field]) return [];
  // Before its outcome is known the row is due for delivery, which reports what it finds.
  const report = (kind === 'delivered' || kind === 'bounced') && hasOutcome(mail) && mail.report;
  return [
    mails.update(mail.tenant, mail, {
      when: { missing: [field], equals: { status: mail.status } },
      set: {
        messageId,
        sentAt: mail.sentAt ?? sentAt,
        ...(kind !== 'sent' && { [field]: at }),
        ...(kind === 'bounced' && { cause: 'bounced', reason }),
      },
      ...(report && { due: { report: dueNow(report, now) } }),
    }),
    ...(kind === 'bounced' || kind === 'complained' ? tellOfMail(mail, kind, CAUSE_OF[kind], now) : []),
  ];
}

/** Outcomes that the area has not acted upon yet. */
export const unreported = (mail: Mail): Outcome[] =>
  [
    ...(TOLD[mail.status] ?? []),
    ...(mail.lapsedAt ? (['lapsed'] as const) : []),
    ...(mail.deliveredAt ? (['delivered'] as const) : []),
    ...(mail.bouncedAt ? (['bounced'] as const) : []),
  ].filter((outcome) => !mail.reported.includes(outcome));

/** Marks outcomes as acted upon, in the transaction that does. */
export const reported = (mail: Mail, outcomes: readonly Outcome[]): Write =>
  mails.update(mail.tenant, mail, {
    when: {
      equals: {
        status: mail.status,
        reported: mail.reported,
        deliveredAt: mail.deliveredAt,
        bouncedAt: mail.bouncedAt,
      },
    },
    set: { reported: [...mail.reported, ...outcomes] },
    due: { report: null },
  });
