import { randomUUID } from 'node:crypto';
import type { Inbox } from '../inbox/inbox.ts';
import { type Fault, Faults } from './faults.ts';
import { listenOnLoopback } from './loopback.ts';
import { entries, QueryServiceError, queryProtocol } from './query-protocol.ts';

export interface SnsEngine {
  url: string;
  /** Makes the next messages fail, e.g. `{ code: 'Throttling', times: 2 }`; null ends it. */
  setFault(fault: Fault | null): void;
  close(): Promise<void>;
}

const MAX_CHARACTERS = 1600;

/** Starts the SNS engine (Query protocol): `Publish` to a phone, kept by the inbox before it is answered. */
export async function startSns(options: {
  port?: number | undefined;
  inbox: Pick<Inbox, 'receiveSms'>;
  clock?: (() => Date) | undefined;
}): Promise<SnsEngine> {
  const { inbox, clock = () => new Date() } = options;
  const faults = new Faults();

  function publish(form: URLSearchParams): [string, string][] {
    const to = form.get('PhoneNumber') ?? '';
    const text = form.get('Message') ?? '';
    if (!/^\+[1-9]\d{6,14}$/.test(to)) {
      throw new QueryServiceError('InvalidParameter', 'Invalid parameter: PhoneNumber is not valid to publish to');
    }
    if (text === '') throw new QueryServiceError('InvalidParameter', 'Invalid parameter: Empty message');
    if (text.length > MAX_CHARACTERS) {
      throw new QueryServiceError('InvalidParameter', 'Invalid parameter: Message too long');
    }
    const sender = entries(form, 'MessageAttributes.entry').find(({ Name }) => Name === 'AWS.SNS.SMS.SenderID');
    inbox.receiveSms({ from: sender?.['Value.StringValue'] ?? 'NOTICE', to, text, at: clock() });
    return [['MessageId', randomUUID()]];
  }

  const { url, close } = await listenOnLoopback(
    queryProtocol('http://sns.amazonaws.com/doc/2010-03-31/', { Publish: publish }, faults),
    options.port,
  );
  return { url, setFault: (fault) => faults.set(fault), close };
}
