import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Inbox, InboxMessage } from '../inbox/inbox.ts';
import { readEmail } from '../inbox/read-email.ts';
import { openDatabase, transaction } from './database.ts';
import { type Fault, Faults } from './faults.ts';
import { listenOnLoopback } from './loopback.ts';
import { Outbox } from './outbox.ts';
import { entries, QueryServiceError, queryProtocol } from './query-protocol.ts';
import { eventsOf, type SesEvent, type SesMail } from './ses/events.ts';

export type { SesEvent } from './ses/events.ts';

export interface SesEngine {
  url: string;
  /**
   * Sets who hears what becomes of each message that names a configuration set (it is in
   * `mail.tags['ses:configuration-set']`): again until the promise resolves, and again after a kill.
   */
  onEvent(deliver: (event: SesEvent) => Promise<void> | void): void;
  /** Makes the next sends fail, e.g. `{ code: 'Throttling', times: 2 }`; null ends it. */
  setFault(fault: Fault | null): void;
  close(): Promise<void>;
}

export interface SesOptions {
  /** Undelivered events live in `dataDir`/ses; in memory when undefined. */
  dataDir?: string | undefined;
  port?: number | undefined;
  /** Where the messages go. */
  inbox: Pick<Inbox, 'receiveEmail'>;
  clock?: (() => Date) | undefined;
}

const MAX_RAW_BYTES = 10 * 1024 * 1024;
const MAX_RECIPIENTS = 50;

/** Starts the SES engine (Query protocol): `SendRawEmail`, kept by the inbox before it is answered. */
export async function startSes(options: SesOptions): Promise<SesEngine> {
  const { inbox, clock = () => new Date() } = options;
  const database = openDatabase(options.dataDir && join(options.dataDir, 'ses', 'ses.sqlite'), '');
  const outbox = new Outbox<SesEvent>(database);
  const faults = new Faults();

  async function sendRawEmail(form: URLSearchParams): Promise<[string, string][]> {
    const raw = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64');
    if (raw.length === 0) throw new QueryServiceError('InvalidParameterValue', 'Empty raw message.');
    if (raw.length > MAX_RAW_BYTES) {
      throw new QueryServiceError('MessageRejected', `Message length is more than ${MAX_RAW_BYTES} bytes long.`);
    }
    const named = entries(form, 'Destinations.member').flatMap((entry) => entry[''] ?? []);
    const destinations = named.length > 0 ? named : (await readEmail(raw)).to;
    if (destinations.length === 0) throw new QueryServiceError('InvalidParameterValue', 'Missing final recipient.');
    if (destinations.length > MAX_RECIPIENTS) {
      throw new QueryServiceError('MessageRejected', `Recipient count exceeds ${MAX_RECIPIENTS}.`);
    }
    const invalid = destinations.find((address) => !/^[^@\s]+@[^@\s]+$|<[^@\s]+@[^@\s]+>$/.test(address));
    if (invalid !== undefined) throw new QueryServiceError('InvalidParameterValue', 'Illegal address');

    const at = clock();
    const source = form.get('Source') ?? undefined;
    const message = await inbox.receiveEmail({ from: source, to: destinations, raw, at });
    const messageId = `${at.getTime().toString(16).padStart(16, '0')}-${randomBytes(4).toString('hex')}-${randomUUID().slice(9)}-000000`;
    const configurationSet = form.get('ConfigurationSetName');
    if (configurationSet) {
      const tags = Object.fromEntries(entries(form, 'Tags.member').map(({ Name = '', Value = '' }) => [Name, [Value]]));
      const mail = mailOf(message, raw, messageId, source ?? message.from);
      mail.tags = { 'ses:configuration-set': [configurationSet], ...tags };
      transaction(database, () => {
        for (const event of eventsOf(mail)) outbox.append(event);
      });
      outbox.flush();
    }
    return [['MessageId', messageId]];
  }

  const { url, close } = await listenOnLoopback(
    queryProtocol('http://ses.amazonaws.com/doc/2010-12-01/', { SendRawEmail: sendRawEmail }, faults),
    options.port,
  );
  return {
    url,
    onEvent: (deliver) => outbox.deliverTo(deliver),
    setFault: (fault) => faults.set(fault),
    close: async () => {
      await close();
      outbox.close();
      database.close();
    },
  };
}

function mailOf(message: InboxMessage, raw: Buffer, messageId: string, source: string): SesMail {
  return {
    timestamp: message.at,
    source,
    messageId,
    destination: message.to,
    headersTruncated: false,
    headers: headersOf(raw),
    commonHeaders: {
      from: [message.from],
      to: [message.headers.to ?? []].flat(),
      subject: message.subject,
      messageId,
    },
    tags: {},
  };
}

/** The header lines as sent, unfolded. */
function headersOf(raw: Buffer): { name: string; value: string }[] {
  const text = raw.toString('utf8');
  const end = text.search(/\r?\n\r?\n/);
  return text
    .slice(0, end < 0 ? text.length : end)
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
    });
}
