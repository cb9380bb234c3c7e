import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pem } from '../../shared/documents/certificates.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { sampleKeys } from '../../test/proof-samples.ts';
import { NotUsable, namedFingerprint, publishedBy } from './known-makers.ts';
import { PUBLISHED_AT } from './published-seals.ts';

const [der] = (await sampleKeys()).signer.certificateChain;
const sha256 = sha256Hex(der!);
const coloned = sha256.toUpperCase().match(/../g)!.join(':');

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'known-makers-'));
  await writeFile(join(directory, 'cachet.pem'), pem([der!]));
  await writeFile(join(directory, 'cachet.der'), der!);
  await writeFile(join(directory, 'texte.pem'), 'Bonjour');
});
afterAll(() => rm(directory, { recursive: true }));

/** The sentence by which something is refused. */
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'taken',
    (error: unknown) => (error instanceof NotUsable ? error.text.fr : error),
  );

describe('a certificate is named', () => {
  test.each([
    ['by its fingerprint', sha256],
    ['in capitals', sha256.toUpperCase()],
    ['with colons', coloned],
    ['as OpenSSL prints it', `sha256 Fingerprint=${coloned}`],
    ['with the spaces of a copy', ` ${sha256}\n`],
  ])('%s', async (_how, named) => {
    expect(await namedFingerprint(named)).toBe(sha256);
  });

  test.each(['cachet.pem', 'cachet.der'])('by its file, %s', async (file) => {
    expect(await namedFingerprint(join(directory, file))).toBe(sha256);
  });

  test.each([
    ['a digit short', sha256.slice(1), 'ni un fichier ni une empreinte'],
    ['a digit long', `${sha256}0`, 'ni un fichier ni une empreinte'],
    ['a file that is not there', 'rien.pem', 'ni un fichier ni une empreinte'],
    ['nothing', '', 'ni un fichier ni une empreinte'],
  ])('by no means by %s', async (_what, named, why) => {
    expect(await refusal(namedFingerprint(named))).toContain(why);
  });

  test('by no means by a file that is no certificate', async () => {
    expect(await refusal(namedFingerprint(join(directory, 'texte.pem')))).toContain('n’est pas un certificat');
  });
});

describe('what an installation publishes', () => {
  const listed = {
    certificates: [{ sha256, notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2036-01-01T00:00:00.000Z' }],
    timestampAuthorities: [{ sha256: 'ab'.repeat(32) }],
  };
  const answering =
    (body: unknown, status = 200, headers = {}): RequestListener =>
    ({ url }, response) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      response.writeHead(url === PUBLISHED_AT ? status : 404, headers).end(text);
    };

  async function from(answer: RequestListener, path = '') {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    return publishedBy(address).finally(() => {
      server.closeAllConnections();
      server.close();
    });
  }

  test('is read at its place, whatever page of it was typed', async () => {
    const known = { certificates: listed.certificates, authorities: ['ab'.repeat(32)] };
    expect(await from(answering(listed))).toEqual(known);
    expect(await from(answering({ ...listed, more: 'of a later version' }), '/docs?a#b')).toEqual(known);
  });

  test.each([
    ['a page', answering('<h1>Bonjour</h1>'), 'pas du JSON'],
    ['another JSON', answering({ certificates: 'all' }), 'pas une liste de certificats'],
    ['fingerprints that are none', answering({ ...listed, timestampAuthorities: [{ sha256: 'ab' }] }), 'pas une liste'],
    ['an error', answering({}, 503), 'HTTP 503'],
    ['another address', answering('', 302, { location: 'https://guichet.example/' }), 'pas de réponse'],
    ['more than it should', answering(`"${'a'.repeat(1_100_000)}"`), 'dépasse 1 Mo'],
    ['nothing, and hangs up', (({ socket }) => socket.destroy()) satisfies RequestListener, 'pas de réponse'],
  ])('is not %s', async (_what, answer, why) => {
    const said = await refusal(from(answer));
    expect(said).toContain(why);
    expect(said).toContain('rien n’a été vérifié');
  });

  test.each(['http://guichet.example', 'http://127.0.0.1.guichet.example', 'guichet.example', 'file:///etc', ''])(
    'is not asked for at “%s”, where anybody may answer',
    async (address) => {
      expect(await refusal(publishedBy(address))).toContain('--from veut une adresse https');
    },
  );
});
