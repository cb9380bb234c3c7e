import { describe, expect, test } from 'vitest';
import { sampleKeys, sampleParts, sealedSample } from '../../../test/proof-samples.ts';
import type { Known } from '../../proof/maker.ts';
import { assembleBundle } from './bundle.ts';
import { verifySignature } from './verifier.ts';

/** A bundle is made by anybody who has a key: who it is by, only what is known from elsewhere tells. */
const { parts, bundle: zip } = await sealedSample();
const own: Known = {
  certificates: [{ sha256: parts.seal.signedBy.fingerprint }],
  authorities: [parts.seal.timestamp.certFingerprint],
};
const sealedAt = parts.seal.timestamp.genTime;
const away = (days: number) => new Date(sealedAt.getTime() + days * 24 * 3600 * 1000).toISOString();

async function verdict(known: Partial<Known>, bundle = zip) {
  const { verdict, checks } = await verifySignature(bundle, { certificates: [], authorities: [], ...known });
  return [verdict, ...checks.filter(({ outcome }) => outcome === 'unknown').map(({ name }) => name)];
}

test('is valid by a certificate and an authority that are known', async () => {
  expect(await verdict(own)).toEqual(['valid']);
  const { checks } = await verifySignature(zip, own);
  expect(checks.find(({ name }) => name === 'certificate-trust')).toMatchObject({ outcome: 'passed' });
});

describe('is whole, by an unknown maker,', () => {
  test('when nothing is known', async () => {
    expect(await verdict({})).toEqual(['unknown-maker', 'certificate-trust', 'authority-trust']);
  });

  test('when only the seal, or only the time-stamp, is known: a time-stamp of one’s own says any time', async () => {
    expect(await verdict({ certificates: own.certificates })).toEqual(['unknown-maker', 'authority-trust']);
    expect(await verdict({ authorities: own.authorities })).toEqual(['unknown-maker', 'certificate-trust']);
  });

  test('when one is named in the place of the other: no key that seals makes an authority', async () => {
    const swapped = {
      certificates: own.authorities.map((sha256) => ({ sha256 })),
      authorities: own.certificates.map(({ sha256 }) => sha256),
    };
    expect(await verdict(swapped)).toEqual(['unknown-maker', 'certificate-trust', 'authority-trust']);
  });

  test('when somebody else made it with a fresh key and an authority of their own', async () => {
    const forged = await assembleBundle(await sampleParts({ keys: await sampleKeys() }));
    expect(await verdict(own, forged)).toEqual(['unknown-maker', 'certificate-trust', 'authority-trust']);
  });

  test.each([
    ['is over', { notBefore: away(-30), notAfter: away(-1) }],
    ['is to come', { notBefore: away(1), notAfter: away(30) }],
  ])('when the time for which its certificate is published %s', async (_what, time) => {
    const certificates = own.certificates.map((each) => ({ ...each, ...time }));
    expect(await verdict({ ...own, certificates })).toEqual(['unknown-maker', 'certificate-trust']);
    const { checks } = await verifySignature(zip, { ...own, certificates });
    expect(checks.find(({ name }) => name === 'certificate-trust')?.text.fr).toContain('autre période');
  });
});

test('is valid within the time for which its certificate is published', async () => {
  const certificates = own.certificates.map((each) => ({ ...each, notBefore: away(-1), notAfter: away(1) }));
  expect(await verdict({ ...own, certificates })).toEqual(['valid']);
});
