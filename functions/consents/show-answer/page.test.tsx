import type { Locale } from '../../../shared/text.ts';
import { BRAND } from '../../../test/brand.ts';
import { checkPages, type Samples, site } from '../../../test/pages.ts';
import { wordingOf } from '../wording.ts';
import { AnswerPage } from './page.tsx';

const business = 'Menuiserie Durand & fils';
const email = 'anne.martin@exemple.fr';
const page = (status: 'accepted' | 'refused') => (locale: Locale) => (
  <AnswerPage
    {...{
      locale,
      brand: BRAND,
      business,
      email,
      status,
      decidedAt: '2027-03-03T13:05:00Z',
      question: '/consent',
      receipt: '/receipt',
    }}
    wording={wordingOf({ business, email, perMonth: 4, locale })}
  />
);
const samples: Samples = { '/accepted': page('accepted'), '/refused': page('refused') };
checkPages(site(samples), samples);
