import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { LOCALES, say } from '../../../shared/text.ts';
import { consentView, GROUNDS } from '../consent-view.ts';
import { MOST_A_MONTH, USUAL_PER_MONTH } from '../wording.ts';

export default http({
  route: 'POST /v1/consents/{email}/request',
  summary: say(
    'Demande au propriétaire d’une adresse s’il accepte vos envois, ou le lui redemande.',
    'Asks the owner of an address whether they agree to your mailings, or asks again.',
  ),
  description: say(
    'L’adresse doit figurer dans une de vos fiches. Un e-mail part, sans offre ni image suivie, qui mène à une page où lui seul répond. `ground` dit pourquoi vous pouvez le lui demander : `customer`, c’est un client ; `professional`, vos envois concernent son métier. Sans lui, la fiche décide : `customer` pour un client, `professional` pour un fournisseur ou le répertoire. `other` est refusé. Sans réponse, la demande se renouvelle au bout de 30 jours, puis tous les 180 jours ; `remindAfter` (en jours) ajoute un rappel, un seul. Après un refus ou un retrait, lui seul peut revenir sur sa décision : 409.',
    'The address must stand in one of your records. An email leaves, without any offer or tracked image, which leads to a page where nobody else answers. `ground` says why you may ask: `customer`, they are one; `professional`, your mailings concern their trade. Without it the record decides: `customer` for a customer, `professional` for a supplier or the directory. `other` is refused. Without an answer it can be asked again after 30 days, then every 180 days; `remindAfter` (in days) adds one reminder. After a refusal or a withdrawal, only the recipient can come back on it: 409.',
  ),
  auth: 'user',
  rights: 'consents:write',
  body: z.strictObject({
    ground: z
      .enum([...GROUNDS, 'other'])
      .optional()
      .meta(about('À quel titre vous demandez.', 'On what ground you ask.', 'customer')),
    /** How many mailings a month the recipient agrees to, at most. */
    perMonth: z
      .int()
      .min(1)
      .max(MOST_A_MONTH)
      .default(USUAL_PER_MONTH)
      .meta(about('E-mails par mois, au plus.', 'Emails a month, at most.', 4)),
    /** The language of the mail and of what is agreed to. */
    locale: z.enum(LOCALES).default('fr').meta(about('La langue de la demande.', 'The language of the request.')),
    remindAfter: z
      .int()
      .min(3)
      .max(30)
      .optional()
      .meta(about('Jours avant un rappel ; aucun sinon.', 'Days before one reminder; none otherwise.', 7)),
  }),
  returns: { 202: consentView },
  problems: [409],
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail', 'send:tell-listeners'],
});
