import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { paymentSettingsView } from '../payment-settings-view.ts';

export default http({
  route: 'GET /v1/payment-settings',
  summary: say('Dit comment le compte est payé.', 'Tells how the account is paid.'),
  auth: 'user',
  rights: 'payments:read',
  returns: { 200: paymentSettingsView },
  access: ['table:read'],
});
