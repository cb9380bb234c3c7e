import { X509Certificate } from 'node:crypto';
import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/http.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import { sealingCertificates } from '../sealing-certificates.ts';
import contract from './contract.ts';

export const handler = serve(contract, async () => {
  const certificates = (await sealingCertificates()).map((der) => new X509Certificate(der));
  return {
    status: 200,
    body: {
      certificates: certificates.map(({ raw, validFromDate, validToDate }) => ({
        sha256: sha256Hex(raw),
        notBefore: validFromDate.toISOString(),
        notAfter: validToDate.toISOString(),
      })),
      timestampAuthorities: config.timestampRoots().map((sha256) => ({ sha256 })),
    },
    headers: { 'cache-control': 'public, max-age=300' },
  };
});
