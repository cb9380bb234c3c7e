import type { Brand } from '../brand/brand.ts';
import type { Locale } from '../text.ts';

export interface WhomToAskProps {
  locale: Locale;
  brand: Brand;
  /** Who wrote to the reader. */
  person?: { name: string; email: string } | undefined;
}

/** Whom to ask: the business's own address and telephone, else whoever wrote. Nothing when there is neither. */
export const WhomToAsk = ({ locale, brand, person }: WhomToAskProps) => {
  const email = brand.email ?? person?.email;
  if (!email && !brand.phone) return null;
  return (
    <section class="ask-whom">
      <h2>{locale === 'fr' ? 'Une question\u00a0?' : 'Any question?'}</h2>
      <p>
        {[...new Set([person?.name, brand.name])].filter(Boolean).join(', ')}
        {email && (
          <>
            <br />
            <a href={`mailto:${email}`}>{email}</a>
          </>
        )}
        {brand.phone && (
          <>
            <br />
            <a href={`tel:${brand.phone.replace(/[^+\d]/g, '')}`}>{brand.phone}</a>
          </>
        )}
      </p>
    </section>
  );
};
