import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { signatureSettings, signatureSettingsView } from '../signature-settings-view.ts';

export default http({
  route: 'PUT /v1/signature-settings',
  summary: say(
    'Règle ce que le compte fait signer, et comment : types, délai, rappels, mots.',
    'Sets what the account has signed, and how: types, time to sign, reminders, words.',
  ),
  description: say(
    'Vaut pour les demandes à venir : celles qui sont parties gardent ce qu’elles avaient. Un champ absent reprend sa valeur du début. `expiresAfterDays`, `remindEvery` et `message` servent où une demande ne dit rien ; elle s’en passe par `null`.',
    'Counts for requests to come: those that have left keep what they had. An absent field is as it was at first. `expiresAfterDays`, `remindEvery` and `message` serve where a request says nothing; it does without them by `null`.',
  ),
  auth: 'user',
  rights: 'signatures:write',
  body: signatureSettings,
  returns: { 200: signatureSettingsView },
  access: ['table:write'],
});
