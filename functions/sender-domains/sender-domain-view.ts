import * as z from 'zod';
import { about } from '../../shared/fields/about.ts';
import { DNS_STATUSES } from './dns-finding.ts';
import { SPF_PROVIDERS } from './spf-providers.ts';

export const spfProvider = z.enum(SPF_PROVIDERS).meta(about('Qui envoie pour vous.', 'Who sends for you.'));

const status = z.enum(DNS_STATUSES).meta(about('Du meilleur au pire.', 'From the best to the worst.'));
const record = z
  .string()
  .optional()
  .meta(about('Ce que le DNS répond.', 'What the DNS answers.', 'v=spf1 include:mx.ovh.com -all'));
const matter = z.object({
  status,
  record,
  explanation: z.string().meta(about('Ce que cela veut dire, dans votre langue.', 'What it means, in your language.')),
});

/** What DNS says of a sender's domain. */
export const senderDomainView = z
  .object({
    /** In ASCII (punycode). */
    domain: z.string().meta(about('En ASCII.', 'In ASCII.', 'durand-menuiserie.fr')),
    spf: matter.meta(about('Qui peut envoyer pour ce domaine.', 'Who may send for this domain.')),
    dkim: matter
      .extend({
        /** The names that were tried. */
        selectors: z
          .array(
            z.object({
              selector: z.string().meta(about('Le nom de la clé.', 'The key’s name.', 's1')),
              status,
              record,
            }),
          )
          .meta(about('Les noms essayés.', 'The names that were tried.')),
      })
      .meta(about('Les clés qui signent.', 'The keys that sign.')),
    dmarc: matter
      .extend({
        policy: z
          .string()
          .optional()
          .meta(about('Que faire des autres.', 'What to do with others.', 'quarantine')),
      })
      .meta(about('Ce qu’un serveur fait de qui n’est pas sûr.', 'What a server does with what is not sure.')),
    /** What to do, the most urgent first; nothing when all is well. */
    advice: z.array(z.string()).meta(about('Que faire, le plus pressé d’abord.', 'What to do, the most urgent first.')),
  })
  .meta({ id: 'SenderDomain' });
