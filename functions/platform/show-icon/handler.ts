import { serve } from '../../../shared/function/page.tsx';
import { assetUrl } from '../../../shared/pages/assets.ts';
import contract from './contract.ts';

export const handler = serve(contract, async () => ({ see: assetUrl('guichet.svg') }));
