import { drawingFiles } from '../../../shared/documents/typefaces.ts';
import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { sealCertificate } from '../commands/seal-certificate.ts';

export default queue({
  message: sealCertificate,
  summary: say(
    'Dessine un certificat, le scelle, en signe le badge, les range, et écrit à son titulaire.',
    'Draws a certificate, seals it, signs its badge, stores both, and writes to its holder.',
  ),
  impact: 'Des certificats délivrés restent sans fichier, et leurs titulaires sans e-mail.',
  access: [
    'table:write',
    'documents:read',
    'archive:read',
    'archive:write',
    'seal:sign',
    'badges:sign',
    'timestamps:ask',
    'secrets:encrypt',
    'send:deliver-mail',
    'send:prove-certificate',
    'send:tell-listeners',
  ],
  files: drawingFiles,
  memory: 1769,
  timeout: 60,
});
