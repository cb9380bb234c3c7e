import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { recheckUpload } from '../commands/recheck-upload.ts';

export default queue({
  summary: say(
    'Décide des documents annoncés dont on ne sait toujours rien.',
    'Decides about announced documents of which nothing is known yet.',
  ),
  message: recheckUpload,
  impact: 'Des documents restent sans réponse : ni disponibles, ni refusés.',
  // Each may hold a large PDF in memory.
  batch: 1,
  memory: 1536,
  timeout: 60,
  access: ['send:tell-listeners', 'table:write', 'uploads:read', 'documents:read', 'documents:write'],
});
