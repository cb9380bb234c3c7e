import { checkPages, type Samples, site } from '../../../test/pages.ts';
import { HomePage } from './page.tsx';

const samples: Samples = {
  '/': (locale) => (
    <HomePage
      locale={locale}
      apiUrl="http://127.0.0.1:4000"
      inboxUrl="http://127.0.0.1:4001"
      areas={[
        {
          name: 'signatures',
          title: 'Signatures',
          about: 'Envoyer un document à signer, prendre la preuve.',
          calls: 9,
        },
        { name: 'consents', title: 'Consentements', about: 'Demander son accord à qui vous écrivez.', calls: 1 },
      ]}
    />
  ),
};
checkPages(site(samples), samples);
