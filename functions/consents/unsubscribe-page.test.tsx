import type { Locale } from '../../shared/text.ts';
import { BRAND } from '../../test/brand.ts';
import { checkPages, type Samples, site } from '../../test/pages.ts';
import { UnsubscribePage } from './unsubscribe-page.tsx';

const page = (isOut: boolean) => (locale: Locale) => (
  <UnsubscribePage
    {...{
      locale,
      brand: BRAND,
      isOut,
      business: 'Menuiserie Durand & fils',
      email: 'anne.martin@exemple.fr',
      question: '/consent',
      action: '/post/unsubscribe',
    }}
  />
);
const samples: Samples = { '/unsubscribe': page(false), '/unsubscribed': page(true) };
checkPages(site(samples), samples);
