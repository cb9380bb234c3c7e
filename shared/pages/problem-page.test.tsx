import { BRAND } from '../../test/brand.ts';
import { checkPages, type Samples, site } from '../../test/pages.ts';
import { ProblemPage } from './problem-page.tsx';

const samples: Samples = {
  '/problem': (locale) => (
    <ProblemPage
      locale={locale}
      title={locale === 'fr' ? 'Ce lien n’est plus valable' : 'This link is no longer valid'}
      detail={locale === 'fr' ? 'Demandez-en un nouveau à l’expéditeur.' : 'Ask the sender for a new one.'}
      requestId="req_01k0c3t8m5"
      status={404}
    />
  ),
  '/problem-of-business': (locale) => (
    <ProblemPage
      locale={locale}
      host={{ brand: BRAND, person: { name: 'Camille Durand', email: 'camille@durand.example' } }}
      title={locale === 'fr' ? 'Ce lien n’est plus valable' : 'This link is no longer valid'}
      detail={locale === 'fr' ? 'Demandez-en un nouveau à l’expéditeur.' : 'Ask the sender for a new one.'}
      requestId="req_01k0c3t8m5"
      status={410}
    />
  ),
};
checkPages(site(samples), samples);
