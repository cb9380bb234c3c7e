import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { publicKey } from '../badge/public-key.ts';

const id = z
  .string()
  .meta(about('Qui délivre les badges.', 'Who issues the badges.', 'did:web:guichet.exemple.fr:issuers:acc_…'));

export default http({
  route: 'GET /issuers/{accountId}/did.json',
  auth: 'none',
  summary: say(
    'Publie les clés par lesquelles se vérifient les badges d’un compte (did:web).',
    'Publishes the keys by which the badges of an account are verified (did:web).',
  ),
  // Verifiers make its address of the name of the issuer: it stands at the public one.
  doors: ['people'],
  returns: {
    200: z
      .object({
        '@context': z.array(z.string()).meta(about('Ses termes.', 'Its terms.', ['https://www.w3.org/ns/did/v1'])),
        id,
        verificationMethod: z
          .array(
            z.object({
              id: z.string().meta(about('La clé, telle que les badges la nomment.', 'The key, as badges name it.')),
              type: z.literal('JsonWebKey').meta(about('Sa forme.', 'Its form.')),
              controller: id,
              publicKeyJwk: publicKey,
            }),
          )
          .meta(about('Toutes les clés qui ont jamais signé.', 'Every key that ever signed.')),
        assertionMethod: z
          .array(z.string())
          .meta(about('Celles qui parlent pour le compte : toutes.', 'Those that speak for the account: all.')),
      })
      .meta({ id: 'DidDocument' }),
  },
  problems: [404],
  access: ['table:read'],
});
