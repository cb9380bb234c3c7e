import { serve } from '../../../shared/function/page.tsx';
import contract from './contract.ts';
import { ApiDocsPage } from './page.tsx';

export const handler = serve(contract, async ({ locale }) => ({ page: ApiDocsPage({ locale }) }));
