import { serve } from '../../../shared/function/http.ts';
import { READABLE_ANYWHERE } from '../../../shared/function/security-headers.ts';
import contract from './contract.ts';

export const handler = serve(contract, async () => ({
  status: 200,
  body: { status: 'ok' as const },
  headers: READABLE_ANYWHERE,
}));
