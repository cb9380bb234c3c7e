import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { advanceConsentCampaign } from '../commands/advance-consent-campaign.ts';

export default queue({
  message: advanceConsentCampaign,
  summary: say(
    'Cherche qui une campagne de consentement peut solliciter, puis les sollicite, étape par étape.',
    'Finds whom a consent campaign may ask, then asks them, step by step.',
  ),
  impact: 'Des campagnes de consentement n’avancent plus.',
  access: [
    ...(['table:write', 'secrets:encrypt', 'send:deliver-mail', 'send:tell-listeners'] as const),
    'send:advance-consent-campaign',
  ],
  batch: 1,
  timeout: 60,
});
