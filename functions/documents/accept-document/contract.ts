import { upload } from '../../../shared/function/contract.ts';

export default upload({
  summary: 'Vérifie un document reçu : les octets annoncés, et un PDF sain.',
  bucket: 'uploads',
  memory: 1536,
  timeout: 60,
  access: ['table:write', 'uploads:read', 'documents:read', 'documents:write'],
});
