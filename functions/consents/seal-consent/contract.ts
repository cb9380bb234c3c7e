import { drawingFiles } from '../../../shared/documents/typefaces.ts';
import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { sealConsent } from '../commands/seal-consent.ts';

export default queue({
  message: sealConsent,
  summary: say(
    'Scelle le reçu d’un consentement et sa preuve, puis envoie le reçu à qui a accepté.',
    'Seals the receipt of a consent and its evidence, then sends the receipt to whoever accepted.',
  ),
  impact: 'Des consentements restent sans preuve, et qui a accepté sans reçu.',
  access: [
    'table:write',
    'archive:read',
    'archive:write',
    'seal:sign',
    'timestamps:ask',
    'secrets:encrypt',
    'send:deliver-mail',
  ],
  files: drawingFiles,
  memory: 1769,
  timeout: 60,
  batch: 1,
});
