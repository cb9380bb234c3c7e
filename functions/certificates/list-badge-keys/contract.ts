import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { publicKey } from '../badge/public-key.ts';

export default http({
  route: 'GET /.well-known/jwks.json',
  auth: 'none',
  summary: say(
    'Publie les clés par lesquelles se vérifient les badges de ce service (JWKS).',
    'Publishes the keys by which the badges of this service are verified (JWKS).',
  ),
  doors: ['people'],
  returns: {
    200: z.object({
      keys: z.array(publicKey).meta(about('Toutes celles qui ont jamais signé.', 'All that ever signed.')),
    }),
  },
  access: ['table:read'],
});
