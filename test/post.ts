import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import { type SesEngine, type SesEvent, startSes } from '../infra/local/engines/ses.ts';
import { type SnsEngine, startSns } from '../infra/local/engines/sns.ts';
import { startInbox } from '../infra/local/inbox/inbox.ts';
import { eventually } from './eventually.ts';
import { setVariables } from './variables.ts';

/** SES and SNS of one test file alone, which can be made to fail, and what SES says of each mail. */
export interface Post {
  ses: Pick<SesEngine, 'setFault'>;
  sns: Pick<SnsEngine, 'setFault'>;
  /** What SES published about mails to an address once it has said `kind`, as `record-mail-event` receives it, oldest first. */
  events(address: string, kind: string): Promise<unknown[]>;
}

/** To be called before the file's first mail: from then on mails and SMS go through the file's own engines. */
export async function ownPost(): Promise<Post> {
  const inbox = await startInbox({ title: 'Tests' });
  const [ses, sns] = await Promise.all([startSes({ inbox }), startSns({ inbox })]);
  const published: SesEvent[] = [];
  ses.onEvent((event) => {
    published.push(event);
  });
  afterAll(() => Promise.all([ses, sns, inbox].map((engine) => engine.close())));
  setVariables({
    AWS_ENDPOINT_URL_SES: ses.url,
    AWS_ENDPOINT_URL_SNS: sns.url,
    INBOX_URL: inbox.url,
  });
  return {
    ses,
    sns,
    events: (address, kind) =>
      eventually(() => {
        const about = published.filter(({ mail }) => mail.destination.includes(address));
        if (!about.some(({ eventType }) => eventType === kind)) throw new Error(`SES said no ${kind} of ${address}`);
        return about.map(inSnsEnvelope);
      }),
  };
}

const inSnsEnvelope = (event: SesEvent) => ({
  Type: 'Notification',
  MessageId: randomUUID(),
  TopicArn: 'arn:aws:sns:eu-west-3:000000000000:mail-events',
  Subject: 'Amazon SES Email Event Notification',
  Message: JSON.stringify(event),
  Timestamp: new Date().toISOString(),
});
