import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** The operations that a job asks of AWS by JSON protocols (DynamoDB, SQS, KMS), in order; and what it gave. */
export async function callsOf<T>(job: () => Promise<T>): Promise<{ calls: string[]; answer: T }> {
  const calls: string[] = [];
  const heard = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    calls.push(String(request.getHeader('x-amz-target')).split('.').at(-1) ?? '');
  };
  subscribe('http.client.request.start', heard);
  try {
    return { answer: await job(), calls };
  } finally {
    unsubscribe('http.client.request.start', heard);
  }
}
