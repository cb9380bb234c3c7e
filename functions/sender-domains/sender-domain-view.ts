import * as z from 'zod';
import { DNS_STATUSES } from './dns-finding.ts';
import { SPF_PROVIDERS } from './spf-providers.ts';

export const spfProvider = z.enum(SPF_PROVIDERS);

const status = z.enum(DNS_STATUSES);
const matter = z.object({ status, record: z.string().optional(), explanation: z.string() });

/** What DNS says of a sender's domain. */
export const senderDomainView = z.object({
  /** In ASCII (punycode). */
  domain: z.string(),
  spf: matter,
  dkim: matter.extend({
    /** The names that were tried. */
    selectors: z.array(z.object({ selector: z.string(), status, record: z.string().optional() })),
  }),
  dmarc: matter.extend({ policy: z.string().optional() }),
  /** What to do, the most urgent first; nothing when all is well. */
  advice: z.array(z.string()),
});
