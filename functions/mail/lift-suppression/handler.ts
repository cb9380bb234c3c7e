import { serve } from '../../../shared/function/http.ts';
import { notFound } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { isSuppressed, lift } from '../suppression.ts';
import { suppressibleAddress } from '../suppression-view.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, query, actor, now }) => {
  const address = suppressibleAddress.safeParse(params.address);
  const inForce = address.success ? await isSuppressed(actor.tenant, address.data) : undefined;
  if (!inForce) {
    throw notFound(say('Rien n’empêche d’écrire à cette adresse.', 'Nothing forbids to write to this address.'));
  }
  return { status: 204, body: undefined, writes: lift(actor.tenant, inForce, actor.userId, query.reason, now) };
});
