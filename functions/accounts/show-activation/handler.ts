import { serve } from '../../../shared/function/page.tsx';
import { openActivation } from '../registration.ts';
import contract from './contract.ts';
import { ActivationPage } from './page.tsx';

export const handler = serve(contract, async ({ params: { token }, locale, now }) => {
  const { person } = await openActivation(token, now);
  return { page: ActivationPage({ locale, email: person.email, action: `/activate/${token}` }) };
});
