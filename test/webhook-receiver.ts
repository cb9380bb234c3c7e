import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { letThrough } from './variables.ts';

export interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  body: string;
}
type Behaviour = (response: ServerResponse, webhook: ReceivedWebhook) => void;

export const answering =
  (status: number, body = '', headers: Record<string, string> = {}): Behaviour =>
  (response) =>
    response.writeHead(status, headers).end(body);

/** The server of a business that is called by webhooks, let through by the guard; it behaves as the test says. */
export async function webhookReceiver(behaviour: Behaviour = answering(204)) {
  const received: ReceivedWebhook[] = [];
  let behave = behaviour;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const webhook = { headers: request.headers, body: Buffer.concat(parts).toString() };
    received.push(webhook);
    behave(response, webhook);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  letThrough(port);
  return {
    url: `http://localhost:${port}/hooks?from=guichet`,
    received,
    behaves: (next: Behaviour) => {
      behave = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
export type WebhookReceiver = Awaited<ReturnType<typeof webhookReceiver>>;
