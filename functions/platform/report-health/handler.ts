import { serve } from '../../../shared/function/http.ts';
import contract from './contract.ts';

export const handler = serve(contract, async () => ({ status: 200, body: { status: 'ok' as const } }));
