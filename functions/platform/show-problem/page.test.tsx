import { checkPages, type Samples, site } from '../../../test/pages.ts';
import { ProblemKindPage } from './page.tsx';

const samples: Samples = {
  '/problems/too-large': (locale) => <ProblemKindPage type="too-large" locale={locale} apiUrl="" />,
};
checkPages(site(samples), samples);
