import { drawingFiles } from '../../../shared/documents/typefaces.ts';
import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { sealDocument } from '../commands/seal-document.ts';

export default queue({
  message: sealDocument,
  summary: say(
    'Scelle le document que tous ont signé et le range dans le dossier du client.',
    'Seals the document that all have signed and files it in the customer’s folder.',
  ),
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
  files: drawingFiles,
  memory: 1769,
  timeout: 60,
  batch: 1,
});
