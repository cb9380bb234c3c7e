import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { paymentSettingsInput, paymentSettingsView } from '../payment-settings-view.ts';

export default http({
  route: 'PUT /v1/payment-settings',
  summary: say(
    'Règle comment le compte est payé : clés Stripe, mode test, compte bancaire.',
    'Sets how the account is paid: Stripe keys, test mode, bank account.',
  ),
  description: say(
    'Les clés sont limitées (`rk_live_…`, `rk_test_…`), de l’environnement dit, scellées et plus jamais montrées ; absentes, celles d’avant restent. `POST /v1/payment-settings/stripe/test` éprouve ensuite leurs six droits et crée le webhook. `testMode` vaut pour les commandes à venir : celles qui sont faites gardent leur environnement. `transfer` propose le virement, avec une référence qui retrouve la commande.',
    'Keys are restricted ones (`rk_live_…`, `rk_test_…`), of the environment said, sealed and never shown again; absent, the former ones stay. `POST /v1/payment-settings/stripe/test` then tries their six rights and creates the webhook. `testMode` counts for orders to come: those that are made keep their environment. `transfer` offers bank transfers, with a reference that finds the order.',
  ),
  auth: 'user',
  rights: 'payments:write',
  body: paymentSettingsInput,
  returns: { 200: paymentSettingsView },
  access: ['table:write', 'secrets:encrypt'],
});
