import { beforeAll, expect, it } from 'vitest';
import { config } from '../../../shared/config.ts';
import { soundSeal } from '../../../shared/documents/verify-pdf.ts';
import { getPinned } from '../../../shared/objects/objects.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import { commit } from '../../../shared/table/transact.ts';
import { sampleKeys } from '../../../test/proof-samples.ts';
import { invited, person, sign, work } from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { verifySignature } from '../../signatures/proof/verifier.ts';
import { findRequest } from '../../signatures/signature-request.ts';
import { firstChain } from '../sealing-certificates.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});
const published = () => t.call(handler, contract, { as: null });

it('publishes every certificate that ever sealed, by which anybody knows whose evidence is', async () => {
  const anne = person(t);
  const { id } = await invited(t, [anne]);
  await sign(t, anne);
  await work(t);
  const { sealed, evidence } = await findRequest(t.tenant, id);
  const { signedBy } = await soundSeal(await getPinned(sealed!));

  const { status, headers, body } = await published();
  expect(status).toBe(200);
  expect(headers['cache-control']).toMatch(/^public, max-age=\d+$/);
  expect(body).toEqual({
    certificates: [
      {
        sha256: signedBy.fingerprint,
        notBefore: signedBy.notBefore.toISOString(),
        notAfter: signedBy.notAfter.toISOString(),
      },
    ],
    timestampAuthorities: config.timestampRoots().map((sha256) => ({ sha256 })),
  });
  const authorities = config.timestampRoots();
  expect(
    await verifySignature(await getPinned(evidence!), { certificates: body.certificates, authorities }),
  ).toMatchObject({ verdict: 'valid' });

  // The installation seals with another key from now on: what was sealed stays known.
  const [next] = (await sampleKeys()).signer.certificateChain;
  await commit([firstChain('another-key', [Buffer.from(next!).toString('base64')], new Date())], new Date());
  const { body: rotated } = await published();
  expect(rotated.certificates.map(({ sha256 }: { sha256: string }) => sha256).sort()).toEqual(
    [signedBy.fingerprint, sha256Hex(next!)].sort(),
  );
});
