import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { signatureSettingsView } from '../signature-settings-view.ts';

export default http({
  route: 'GET /v1/signature-settings',
  summary: say('Dit comment le compte fait signer.', 'Tells how the account has documents signed.'),
  auth: 'user',
  rights: 'signatures:read',
  returns: { 200: signatureSettingsView },
  access: ['table:read'],
});
