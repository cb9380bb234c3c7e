import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { packed } from '../../../shared/text.ts';
import { senderDomainView, spfProvider } from '../sender-domain-view.ts';

const selectors = z
  .string()
  .transform((list) => list.split(',').map((name) => name.trim().toLowerCase()))
  .pipe(
    z
      .array(
        z
          .string()
          .max(63)
          .regex(/^[a-z0-9]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]*[a-z0-9])?)*$/, {
            error: packed('Ce nom de clé DKIM n’est pas valable.', 'This is not a valid name of a DKIM key.'),
          }),
      )
      .max(5),
  );

export default http({
  route: 'GET /v1/sender-domains/{domain}',
  summary: 'Lit dans le DNS si les emails d’un domaine seront crus : SPF, DKIM, DMARC.',
  description:
    'SPF est comparé aux fournisseurs des comptes SMTP de ce domaine, et à `provider` s’il est donné. DKIM est cherché sous les noms habituels et sous ceux de `selector` (cinq au plus, séparés par des virgules ; Amazon SES en donne trois). Un DNS qui ne répond pas donne `unreadable`.',
  auth: 'user',
  rights: 'mail:read',
  query: z.strictObject({ selector: selectors.optional(), provider: spfProvider.optional() }),
  returns: { 200: senderDomainView },
  limit: { per: 'account', max: 100, window: 300 },
  // Write: the limit is counted in the table.
  actsOutside: true,
  access: ['table:write'],
});
