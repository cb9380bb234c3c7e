import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';

/** A public key as JSON (RFC 7517). */
export const publicKey = z
  .object({
    kty: z.literal('EC').meta(about('Sa sorte.', 'Its kind.')),
    crv: z.literal('P-256').meta(about('Sa courbe.', 'Its curve.')),
    x: z.string().meta(about('Son abscisse, en base64url.', 'Its abscissa, in base64url.')),
    y: z.string().meta(about('Son ordonnée, en base64url.', 'Its ordinate, in base64url.')),
    kid: z.string().meta(about('Son empreinte (RFC 7638).', 'Its thumbprint (RFC 7638).')),
    use: z.literal('sig').meta(about('Ce qu’elle fait : vérifier.', 'What it does: verify.')),
    alg: z.literal('ES256').meta(about('Par quel algorithme.', 'By which algorithm.')),
  })
  .meta({ id: 'BadgeKey' });
