import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { lines } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { consentView } from '../consent-view.ts';

export default http({
  route: 'POST /v1/consents/{email}/withdraw',
  summary: say(
    'Retire le consentement d’une adresse : vous ne pourrez pas revenir dessus.',
    'Withdraws the consent of an address: you cannot undo it.',
  ),
  description: say(
    'En vigueur aussitôt, aussi pour les envois qui attendent. Seul le destinataire peut revenir sur ce retrait, par le lien qu’il a reçu ou depuis son espace.',
    'In force at once, for mailings that wait too. Only the recipient can come back on it, by the link received or from their own space.',
  ),
  auth: 'user',
  rights: 'consents:write',
  body: z.strictObject({
    /** Kept in the history. */
    reason: lines(500)
      .optional()
      .meta(about('Pourquoi, pour l’historique.', 'Why, for the history.', 'Demandé par téléphone')),
  }),
  returns: { 200: consentView },
  problems: [409],
  access: ['table:write', 'send:seal-consent', 'send:tell-listeners'],
});
