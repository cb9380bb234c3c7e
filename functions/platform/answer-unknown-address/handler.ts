import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/page.tsx';
import { notFound, Problem } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import contract from './contract.ts';
import { methodsServed } from './methods-served.ts';

export const handler = serve(contract, async ({ params, request, wantsJson }) => {
  const { method, search, headers } = request;
  const path = `/${params.path}`;
  const served = await methodsServed(path);
  if (served.includes(method)) throw notFound(atTheOtherDoor());
  if (served.length) {
    const allow = served.join(', ');
    if (headers['access-control-request-method']) throw new Problem('not-from-browsers');
    if (method === 'OPTIONS') return { status: 204, headers: { allow } };
    const detail = wantsJson ? say(`Employez ${allow}.`, `Use ${allow}.`) : notThisWay;
    throw new Problem('method-not-allowed', { detail, headers: { allow } });
  }
  const trimmed = path.endsWith('/') ? path.slice(0, -1) : '';
  if (trimmed && (await methodsServed(trimmed)).length) return { moved: encodeURI(trimmed) + search };
  throw notFound(nowhere());
});

const notThisWay = say(
  'Cette adresse ne s’ouvre pas ainsi. Revenez à la page d’avant, ou rouvrez le lien que vous avez reçu.',
  'This address does not open this way. Go back to the page before, or open the link you received again.',
);

const atTheOtherDoor = () =>
  say(
    `Cette adresse est servie ailleurs : les appels de l’API vont à ${config.apiUrl()}, les pages à ${config.publicUrl()}.`,
    `This address is served elsewhere: calls of the API go to ${config.apiUrl()}, pages to ${config.publicUrl()}.`,
  );

const nowhere = () =>
  say(
    `Rien ne répond à cette adresse. Si vous l’avez reçue par e-mail, ouvrez-la d’un clic ou recopiez-la en entier. Les appels de l’API sont décrits sous ${config.apiUrl()}/docs.`,
    `Nothing answers at this address. If you received it by email, open it with a click or copy all of it. The calls of the API are described at ${config.apiUrl()}/docs.`,
  );
