import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/page.tsx';
import contract from './contract.ts';
import { HomePage } from './page.tsx';

export const handler = serve(contract, async ({ locale }) => ({
  page: HomePage({ locale, apiUrl: config.apiUrl(), inboxUrl: config.inboxUrl() }),
}));
