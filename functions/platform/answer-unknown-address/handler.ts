import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/page.tsx';
import { notFound } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import contract from './contract.ts';

export const handler = serve(contract, async () => {
  const docs = `${config.apiUrl()}/docs`;
  throw notFound(
    say(
      `Rien ne répond à cette adresse, ou pas de cette manière. Si vous l’avez reçue par e-mail, ouvrez-la d’un clic ou recopiez-la en entier. Les appels de l’API sont décrits sous ${docs}.`,
      `Nothing answers at this address, or not in this way. If you received it by email, open it with a click or copy all of it. The calls of the API are described at ${docs}.`,
    ),
  );
});
