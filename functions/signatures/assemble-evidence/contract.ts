import { assembleEvidence } from '../../../events/assemble-evidence.ts';
import { queue } from '../../../shared/function/contract.ts';

export default queue({
  message: assembleEvidence,
  summary: 'Réunit le dossier de preuve d’une signature, puis écrit aux signataires.',
  impact: 'Des demandes signées restent sans dossier de preuve ni email de confirmation.',
  access: [
    'table:write',
    'documents:read',
    'archive:read',
    'archive:write',
    'seal:sign',
    'timestamps:ask',
    'secrets:encrypt',
    'send:deliver-mail',
  ],
  memory: 1769,
  timeout: 60,
  batch: 1,
});
