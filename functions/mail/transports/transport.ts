import type { Readable } from 'node:stream';
import type { SmtpStage } from '../../sending-accounts/smtp/smtp-account-fields.ts';
import type { Advice } from '../../sending-accounts/smtp/smtp-advice.ts';
import type { Cause } from '../mail-cause.ts';

/** A message as any transport takes it. */
export interface MimeMessage {
  /** The envelope: bare addresses. */
  from: string;
  to: readonly string[];
  /** Its Message-ID: the same at every try. */
  id: string;
  /** Bytes, about, and never less than they are. */
  size: number;
  /** The message itself, from its beginning each time; nothing is read before the stream is. */
  open(): Readable;
  /** Come back with what the transport tells later. */
  tags: Readonly<Record<string, string>>;
}

/**
 * What a transport made of one recipient: `accepted`; `put-off`, surely not sent, to be tried again; `refused`, surely
 * not sent and never to be; `unknown`, perhaps sent, which it will tell; `uncertain`, perhaps sent, and nobody will tell.
 */
export interface Fate {
  address: string;
  outcome: 'accepted' | 'put-off' | 'refused' | 'unknown' | 'uncertain';
  /** In the transport's words, safe to show. */
  reply?: string | undefined;
  cause?: Cause | undefined;
  /** A limit of the sender's puts it off, so many seconds: no try is counted. */
  wait?: number | undefined;
  /** There is nobody at this address. */
  nobody?: boolean;
  /** It is about this recipient, and may pass: a full mailbox, a server that asks to come back. */
  isSoft?: boolean;
}

export interface Delivery {
  fates: readonly Fate[];
  /** The transport's id of the message. */
  messageId?: string | undefined;
  /**
   * What is wrong with the account, when that is what failed and not the message; `held`: the seconds for which it is
   * left alone, unless it is mended before.
   */
  accountFailed?: { stage: SmtpStage; advice: Advice; held: number } | undefined;
}

/** A way out. Whatever it is answered is the fate of each recipient. */
export interface Transport {
  /**
   * @param handing called before the transport may have the whole message, where that comes later than the call
   * @throws when nothing was handed to anybody yet
   */
  deliver(message: MimeMessage, handing: () => Promise<void>): Promise<Delivery>;
}

/** The same fate for everybody. */
export const allOf = ({ to }: MimeMessage, outcome: Fate['outcome'], reply?: string, cause?: Cause): Fate[] =>
  to.map((address) => ({ address, outcome, reply, cause }));
