import { sealDocument } from '../../../events/seal-document.ts';
import { queue } from '../../../shared/function/contract.ts';

export default queue({
  message: sealDocument,
  summary: 'Scelle le document que tous ont signé et le range dans le dossier du client.',
  impact: 'Des documents signés ne sont pas scellés : les signataires attendent leur exemplaire.',
  access: [
    'table:write',
    'documents:read',
    'archive:read',
    'archive:write',
    'seal:sign',
    'timestamps:ask',
    'send:assemble-evidence',
  ],
  memory: 1769,
  timeout: 60,
  batch: 1,
});
