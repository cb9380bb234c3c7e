import { config } from '../shared/config.ts';

/** A mail or an SMS that the embedded cloud captured instead of sending it. */
export interface Captured {
  id: string;
  channel: 'email' | 'sms';
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  attachments: { filename: string; size: number }[];
  at: string;
}

/** What came to an email address or a phone number, newest first. */
export async function inbox(to: string): Promise<Captured[]> {
  const response = await fetch(`${config.inboxUrl()}/api/messages?${new URLSearchParams({ to })}`);
  if (!response.ok) throw new Error(`the inbox answered ${response.status}`);
  return ((await response.json()) as { items: Captured[] }).items;
}
