import { serve } from '../../../shared/function/http.ts';
import { badgeKeys, jwkOf } from '../badge/badge-keys.ts';
import { PUBLISHED } from '../published.ts';
import contract from './contract.ts';

export const handler = serve(contract, async () => ({
  status: 200,
  body: { keys: (await badgeKeys()).map(jwkOf) },
  headers: { ...PUBLISHED, 'content-type': 'application/jwk-set+json' },
}));
