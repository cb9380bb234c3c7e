/** What the inbox shows of a message; the JSON of its API. */
export interface InboxMessage {
  id: string;
  channel: 'email' | 'sms';
  /** The From header, or the SMS sender. */
  from: string;
  /** Envelope recipients: bare addresses, or one phone. */
  to: string[];
  subject: string | null;
  /** The plain part, or the SMS itself. */
  text: string | null;
  html: string | null;
  /** By lower-case name, decoded; an array where a header is repeated. */
  headers: Record<string, string | string[]>;
  attachments: { filename: string; size: number; contentType: string }[];
  /** ISO 8601, UTC. */
  at: string;
}
