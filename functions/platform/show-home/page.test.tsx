import { checkPages, type Samples, site } from '../../../test/pages.ts';
import { HomePage } from './page.tsx';

const samples: Samples = {
  '/': (locale) => <HomePage locale={locale} apiUrl="http://127.0.0.1:4000" inboxUrl="http://127.0.0.1:4001" />,
};
checkPages(site(samples), samples);
