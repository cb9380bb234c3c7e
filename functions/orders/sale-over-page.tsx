import type { Brand } from '../../shared/brand/brand.ts';
import { inDaysAndHours } from '../../shared/pages/dates.ts';
import { Layout } from '../../shared/pages/layout.tsx';
import type { Locale } from '../../shared/text.ts';

export interface SaleOverPageProps {
  locale: Locale;
  brand: Brand;
  title: string;
  state: 'not-yet' | 'over' | 'closed' | 'sold-out' | 'on-sale';
  ended: Date | undefined;
}

const fr = {
  'not-yet': 'La vente n’a pas encore commencé',
  over: 'La vente est terminée',
  closed: 'La vente est terminée',
  'sold-out': 'Complet : il n’en reste plus',
  'on-sale': 'Il n’en reste pas assez',
  nothing: 'Rien n’a été commandé, et rien ne vous est demandé.',
  ended: (moment: string) => `Elle a pris fin le ${moment} (UTC).`,
};
const en: typeof fr = {
  'not-yet': 'The sale has not begun yet',
  over: 'The sale is over',
  closed: 'The sale is over',
  'sold-out': 'Sold out: none are left',
  'on-sale': 'Not enough are left',
  nothing: 'Nothing was ordered, and nothing is asked of you.',
  ended: (moment) => `It ended on ${moment} (UTC).`,
};

/** Who comes to order what is not on sale is told so: nothing was lost. */
export const SaleOverPage = ({ locale, brand, title, state, ended }: SaleOverPageProps) => {
  const t = locale === 'fr' ? fr : en;
  return (
    <Layout title={t[state]} locale={locale} brand={brand}>
      <div class="card">
        <h1>{t[state]}</h1>
        <p>
          <strong>{title}</strong>
        </p>
        <p role="status">{t.nothing}</p>
        {state === 'over' && ended && <p class="soft">{t.ended(inDaysAndHours(ended, locale))}</p>}
      </div>
    </Layout>
  );
};
