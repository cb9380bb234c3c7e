import { randomUUID } from 'node:crypto';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SesEngine } from './engines/ses.ts';
import { mailEventsOf } from './stores.ts';
import type { Template } from './template.ts';

/** Carries what SES tells of each mail to the queues that the template subscribes, in the envelope of SNS. */
export function tellMailEvents(
  template: Template,
  ses: SesEngine,
  sqs: SQSClient,
  queueUrl: (name: string) => string,
): void {
  const paths = mailEventsOf(template);
  ses.onEvent(async (event) => {
    const configurationSet = event.mail.tags['ses:configuration-set']?.[0];
    const kind = event.eventType.toLowerCase();
    const wanted = paths.filter((path) => path.configurationSet === configurationSet && path.events.includes(kind));
    for (const { topicArn, queue } of wanted) {
      const body = {
        Type: 'Notification',
        MessageId: randomUUID(),
        TopicArn: topicArn,
        Subject: 'Amazon SES Email Event Notification',
        Message: JSON.stringify(event),
        Timestamp: new Date().toISOString(),
      };
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(queue), MessageBody: JSON.stringify(body) }));
    }
  });
}
