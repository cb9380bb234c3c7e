import { Fragment } from 'hono/jsx';
import { inLanguage } from '../../shared/fields/web-link.ts';
import type { Locale } from '../../shared/text.ts';
import { type Business, identityLines, legalPages } from '../accounts/business.ts';

interface SellerProps {
  business: Business;
  locale: Locale;
}

/** Who sells, where to complain and the pages that the law wants within reach: at the foot of what a buyer sees. */
export const Seller = ({ business, locale }: SellerProps) => {
  const isFrench = locale === 'fr';
  const { email, phone, mediator } = business;
  const pages = legalPages(business, locale);
  return (
    <section class="seller" aria-labelledby="seller">
      <h2 id="seller">{isFrench ? 'Le vendeur' : 'The seller'}</h2>
      <p>
        {identityLines(business, locale).map((each, i) => (
          <Fragment>
            {i > 0 && <br />}
            {each}
          </Fragment>
        ))}
        <br />
        <a href={`mailto:${email}`}>{email}</a>
        {phone && (
          <>
            <br />
            <a href={`tel:${phone}`}>{phone}</a>
          </>
        )}
      </p>
      {mediator && (
        <p>
          {isFrench ? 'Médiateur de la consommation\u00a0: ' : 'Consumer mediator: '}
          <a href={inLanguage(mediator.url, locale)}>{mediator.name}</a>
          {mediator.address && `, ${mediator.address.replace(/\n/g, ', ')}`}
        </p>
      )}
      {pages.length > 0 && (
        <ul class="legal">
          {pages.map(({ name, url }) => (
            <li>
              <a href={url}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
