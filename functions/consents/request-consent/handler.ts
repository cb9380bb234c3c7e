import { serve } from '../../../shared/function/http.ts';
import { conflict, invalidField } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { findMember } from '../../accounts/account.ts';
import { ask } from '../asking.ts';
import { addressNamed, beginConsent } from '../consent.ts';
import { groundOf } from '../may-ask.ts';
import { loadAddressed, viewOf } from '../view-of-consent.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor, client, now }) => {
  const { tenant, userId, keyId } = actor;
  const { ground, ...how } = body;
  const [addressed, member] = await Promise.all([
    loadAddressed(tenant, await addressNamed(tenant, params.email, now)),
    findMember(tenant, userId),
  ]);
  const { known, suppression } = addressed;
  if (ground === 'other') throw groundless();
  if (!known) throw external();
  if (suppression) throw suppressed();
  const { contact, email } = known;
  // It is written to as the record has it now.
  const begun = { ...(await beginConsent(tenant, email, now)), email };
  const asking = {
    ...how,
    ...groundOf(contact, ground),
    contactId: contact.id,
    asker: { userId, ...member },
    keyId,
    client,
  };
  const { consent, writes } = await ask(tenant, begun, asking, now);
  return { status: 202, body: viewOf({ ...addressed, consent }, now), writes };
});

const groundless = () =>
  invalidField(
    '/ground',
    say(
      'Demander un consentement par e-mail, c’est déjà démarcher : on ne le peut qu’auprès d’un client (customer) ou d’un professionnel dont vos envois concernent le métier (professional). Pour toute autre personne, recueillez l’accord autrement : sur un bon de commande, un formulaire, de vive voix.',
      'To ask for a consent by email is marketing already: you may do so only of a customer (customer) or of a professional whose trade your mailings concern (professional). Of anybody else, obtain the agreement by another way: on an order, by a form, in person.',
    ),
  );

const external = () =>
  conflict(
    'external-address',
    say(
      'Cette adresse n’est dans aucune de vos fiches : elle ne peut être sollicitée. Ajoutez-la d’abord à celle d’un client, d’un fournisseur ou du répertoire.',
      'None of your records has this address: it cannot be asked. First add it to that of a customer, a supplier or the directory.',
    ),
  );

const suppressed = () =>
  conflict(
    'address-suppressed',
    say(
      'Rien ne part plus vers cette adresse (GET /v1/suppressions dit pourquoi) : la demande n’arriverait pas. Levez d’abord ce blocage, s’il n’a plus lieu d’être.',
      'Nothing is sent to this address any more (GET /v1/suppressions tells why): the request would not arrive. First lift that suppression, if it has become groundless.',
    ),
  );
