import { upload } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default upload({
  summary: say(
    'Vérifie un document reçu : les octets annoncés, et un PDF sain.',
    'Checks a document that arrived: the bytes announced, and a sound PDF.',
  ),
  bucket: 'uploads',
  memory: 1536,
  timeout: 60,
  access: ['send:tell-listeners', 'table:write', 'uploads:read', 'documents:read', 'documents:write'],
});
