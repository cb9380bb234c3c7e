import { drawingFiles } from '../../../shared/documents/typefaces.ts';
import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { assembleEvidence } from '../commands/assemble-evidence.ts';

export default queue({
  message: assembleEvidence,
  summary: say(
    'Réunit le dossier de preuve d’une signature, puis écrit aux signataires.',
    'Gathers the evidence of a signature, then writes to the signers.',
  ),
  impact: 'Des demandes signées restent sans dossier de preuve ni e-mail de confirmation.',
  access: [
    'send:tell-listeners',
    'table:write',
    'documents:read',
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
