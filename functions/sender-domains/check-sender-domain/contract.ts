import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { packed, say } from '../../../shared/text.ts';
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
  summary: say(
    'Lit dans le DNS si les e-mails d’un domaine seront crus : SPF, DKIM, DMARC.',
    'Reads in the DNS whether a domain’s emails will be believed: SPF, DKIM, DMARC.',
  ),
  description: say(
    'SPF est comparé aux fournisseurs des comptes SMTP de ce domaine, et à `provider` s’il est donné. DKIM est cherché sous les noms habituels et sous ceux de `selector` (cinq au plus, séparés par des virgules ; Amazon SES en donne trois). Un DNS qui ne répond pas donne `unreadable`.',
    'SPF is compared with the providers of this domain’s SMTP accounts, and with `provider` if it is given. DKIM is looked for under the usual names and under those in `selector` (five at most, separated by commas; Amazon SES gives three). A DNS that does not answer gives `unreadable`.',
  ),
  auth: 'user',
  rights: 'mail:read',
  query: z.strictObject({
    selector: selectors
      .optional()
      .meta(
        about('Des noms de clés DKIM, séparés par des virgules.', 'Names of DKIM keys, separated by commas.', 's1,s2'),
      ),
    provider: spfProvider.optional(),
  }),
  returns: { 200: senderDomainView },
  limit: { per: 'account', max: 100, window: 300 },
  // Write: the limit is counted in the table.
  actsOutside: true,
  access: ['table:write'],
});
