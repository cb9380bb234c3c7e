import * as z from 'zod';
import { countryName } from '../../shared/fields/country.ts';
import { clockOf } from '../../shared/fields/country-clock.ts';
import { inLanguage } from '../../shared/fields/web-link.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { invalidField } from '../../shared/problem/problem.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { type Locale, say } from '../../shared/text.ts';
import { findOwnAccount } from './account.ts';
import { businessInput, type businessView, LEGAL_TOPICS, type LegalTopic } from './business-view.ts';
import { companyNumberIn, numberWritten, vatNumberIn } from './company-number.ts';
import { type PublicAddress, readPublicAddress, shopUrl } from './directory.ts';
import { OFFERS } from './offers.ts';

/** Who an account is for its customers, once it has told. */
const businesses = entity({
  name: 'business',
  partition: 'of',
  schema: z.object({ ...businessInput.shape, of: z.literal('business'), timeZone: z.string(), version: z.int() }),
});
export type Business = z.infer<(typeof businesses)['schema']>;
const OF = { of: 'business' } as const;

/** Who an account is, if it has told. */
export const readBusiness = (tenant: Tenant): Promise<Business | undefined> => businesses.get(tenant, OF);

/** The business told anew, whole, and the write of it. @throws 422 for a number that is none of its country */
export function tellBusiness(tenant: Tenant, before: Business | undefined, given: z.output<typeof businessInput>) {
  const { country } = given.address;
  const companyNumber = numbered('/companyNumber', country, given.companyNumber, companyNumberIn);
  const vatNumber = numbered('/vatNumber', country, given.vatNumber, vatNumberIn);
  const business: Business = {
    ...given,
    ...(companyNumber && { companyNumber }),
    ...(vatNumber && { vatNumber }),
    timeZone: given.timeZone ?? clockOf(country),
    ...OF,
    version: (before?.version ?? 0) + 1,
  };
  const when = before ? { equals: { version: before.version } } : { absent: true as const };
  return { business, write: businesses.put(tenant, business, { when }) satisfies Write };
}

function numbered(
  pointer: string,
  country: string,
  typed: string | undefined,
  read: typeof companyNumberIn,
): string | undefined {
  if (typed === undefined) return undefined;
  const number = read(country, typed);
  if (number) return number;
  throw invalidField(
    pointer,
    country === 'BE'
      ? say(
          'Ce numéro n’est pas un numéro d’entreprise belge : dix chiffres, comme BE 0825.711.609. Vérifiez chaque chiffre.',
          'This is not a Belgian company number: ten digits, like BE 0825.711.609. Check each digit.',
        )
      : say(
          'Ce numéro n’est ni un SIREN (9 chiffres), ni un SIRET (14), ni un numéro de TVA français. Vérifiez chaque chiffre.',
          'This is neither a SIREN (9 digits) nor a SIRET (14) nor a French VAT number. Check each digit.',
        ),
  );
}

/** Everything of an account as a seller. @throws 404 */
export async function businessOf(tenant: Tenant) {
  const [account, business, address] = await Promise.all([
    findOwnAccount(tenant),
    readBusiness(tenant),
    readPublicAddress(tenant),
  ]);
  return { account, business, address };
}

/** The account as the API shows it. */
export function viewOf({
  account: { id, offer, storage = 0, articles = 0 },
  business,
  address,
}: {
  account: Awaited<ReturnType<typeof findOwnAccount>>;
  business: Business | undefined;
  address: PublicAddress | undefined;
}): z.input<typeof businessView> {
  const { fee, storage: mostStorage, articles: mostArticles } = OFFERS[offer];
  return {
    ...business,
    ...(business?.companyNumber && { companyNumber: numberWritten(business.companyNumber) }),
    accountId: id,
    ...(address && { directory: address.directory, shopUrl: shopUrl(address), domain: address.domain }),
    offer,
    fee,
    storage: { used: storage, limit: mostStorage },
    articles: { used: articles, limit: mostArticles },
  };
}

/** Of which register a French number is, by its length. */
const REGISTERS: Readonly<Record<number, string>> = { 9: 'SIREN', 14: 'SIRET' };

/** Who sells, as the law wants it said: name and form, address, numbers. One line each. */
export function identityLines(
  { legalName, legalForm, address, companyNumber, vatNumber }: Business,
  locale: Locale,
): string[] {
  const { street, postalCode, city, country } = address;
  return [
    [legalName, legalForm].filter(Boolean).join(', '),
    `${street}, ${postalCode} ${city}, ${countryName(country, locale)}`,
    ...(companyNumber
      ? [
          [country === 'FR' ? REGISTERS[companyNumber.length] : undefined, numberWritten(companyNumber)]
            .filter(Boolean)
            .join(' '),
        ]
      : []),
    ...(vatNumber && vatNumber !== companyNumber
      ? [`${locale === 'fr' ? 'TVA' : 'VAT'} ${numberWritten(vatNumber)}`]
      : []),
  ];
}

/** The pages that a business has on legal topics, in a reader's language, in their order. */
export const legalPages = ({ legalLinks }: Pick<Business, 'legalLinks'>, locale: Locale) =>
  (Object.keys(LEGAL_TOPICS) as LegalTopic[]).flatMap((topic) => {
    const link = legalLinks[topic];
    return link ? [{ topic, name: LEGAL_TOPICS[topic][locale], url: inLanguage(link, locale) }] : [];
  });
