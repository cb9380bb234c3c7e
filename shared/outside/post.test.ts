import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { authority } from '../../test/smtp/certificates.ts';
import { letThrough, setVariables } from '../../test/variables.ts';
import { answering, webhookReceiver } from '../../test/webhook-receiver.ts';
import { TimedOut } from './deadline.ts';
import { post } from './post.ts';

const usual = getCACertificates('default');
let trusted: Awaited<ReturnType<typeof authority>>;
beforeAll(async () => {
  trusted = await authority();
  setDefaultCACertificates([...usual, trusted.ca]);
});
afterAll(() => setDefaultCACertificates(usual));

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const sent = { headers: { 'x-about': 'me' }, body: '{"word":"é"}', patience: 15_000 };
const receiver = async (...behaviour: Parameters<typeof webhookReceiver>) => {
  const started = await webhookReceiver(...behaviour);
  open.push(started);
  return started;
};

async function encrypted(names: string[]): Promise<URL> {
  const server = createServer(await trusted.certificate({ names }), (_, response) => response.end('encrypted'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  const { port } = server.address() as AddressInfo;
  letThrough(port);
  return new URL(`https://localhost:${port}/`);
}

test('what is posted comes as it is, with its address’s query', async () => {
  const { url, received } = await receiver(answering(200, 'ok'));
  expect(await post(new URL(url), sent)).toEqual({ status: 200, text: 'ok' });
  expect(received).toMatchObject([{ body: sent.body, headers: { 'x-about': 'me', host: new URL(url).host } }]);
});

test('TLS is for the very name that was typed', async () => {
  expect(await post(await encrypted(['localhost']), sent)).toMatchObject({ status: 200, text: 'encrypted' });
  await expect(post(await encrypted(['example.com']), sent)).rejects.toMatchObject({
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
});

test('who does not answer is left; who has answered has answered, whatever follows', async () => {
  const hanging = await receiver(() => undefined);
  await expect(post(new URL(hanging.url), { ...sent, patience: 100 })).rejects.toThrow(TimedOut);
  const dripping = await receiver((response) => response.writeHead(200).write('taken'));
  expect(await post(new URL(dripping.url), { ...sent, patience: 2_000 })).toEqual({ status: 200, text: 'taken' });
});

test('a private address is not called', async () => {
  const mine = await receiver();
  setVariables({ OUTSIDE_ALLOW: undefined });
  await expect(post(new URL(mine.url), sent)).rejects.toMatchObject({ refusal: 'address-not-public' });
  expect(mine.received).toEqual([]);
});
