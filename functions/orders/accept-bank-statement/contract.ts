import { upload } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default upload({
  summary: say('Reçoit et lit un relevé bancaire annoncé.', 'Receives and reads a bank statement that was announced.'),
  bucket: 'imports',
  suffix: '.statement',
  access: ['table:write', 'imports:read', 'imports:write', 'send:match-bank-statement'],
  memory: 1024,
  timeout: 60,
});
