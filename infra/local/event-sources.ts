import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Engines } from './engines.ts';
import type { Lambda } from './lambda.ts';
import { s3EventOf, targetsOf } from './s3-events.ts';
import { startScheduler } from './scheduler.ts';
import { startPoller } from './sqs-poller.ts';
import { failureQueuesOf, functionsOf, mappingsOf, notificationsOf, schedulesOf } from './wiring.ts';

export interface EventSources {
  /** Takes no new event; resolves when the batches under way are done with. */
  close(): Promise<void>;
}

/** Starts everything but HTTP that wakes a function: queues, schedules, new objects. */
export function startEventSources(engines: Engines, lambda: Lambda, log: (line: string) => void): EventSources {
  const { template, sqs, queueUrl } = engines;
  const arns = new Map(functionsOf(template).map(({ name, arn }) => [name, arn]));
  const failureQueues = failureQueuesOf(template);

  /** As Lambda invokes asynchronously: after the last failure the event goes where the template says. */
  async function invokeAsync(functionName: string, event: unknown): Promise<void> {
    if (await lambda.invokeAsync(functionName, event)) return;
    const queue = failureQueues.get(functionName);
    if (!queue) return;
    const record = {
      version: '1.0',
      timestamp: new Date().toISOString(),
      requestContext: { functionArn: arns.get(functionName), condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: event,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    };
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(queue), MessageBody: JSON.stringify(record) }));
  }

  const pollers = mappingsOf(template).map((mapping) =>
    startPoller({
      client: sqs,
      queueUrl: queueUrl(mapping.queue),
      mapping,
      invoke: (name, event) => lambda.invoke(name, event),
      log,
    }),
  );
  const notifications = notificationsOf(template);
  engines.s3.onObjectCreated(async (created) => {
    for (const target of targetsOf(notifications, created)) await invokeAsync(target, s3EventOf(created));
  });
  const scheduler = startScheduler(schedulesOf(template), invokeAsync);
  return {
    async close() {
      scheduler.close();
      await Promise.all(pollers.map((poller) => poller.close()));
    },
  };
}
