import { drawingFiles } from '../../../shared/documents/typefaces.ts';
import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { proveCertificate } from '../commands/prove-certificate.ts';

export default queue({
  message: proveCertificate,
  summary: say(
    'Établit le dossier de preuve d’un certificat, et l’établit de nouveau à chacun de ses actes.',
    'Makes the evidence of a certificate, and makes it anew at each of its acts.',
  ),
  impact: 'Des certificats restent sans dossier de preuve à jour.',
  access: ['table:write', 'archive:read', 'archive:write', 'seal:sign', 'timestamps:ask'],
  files: drawingFiles,
  memory: 1769,
  timeout: 60,
});
