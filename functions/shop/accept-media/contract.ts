import { upload } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default upload({
  summary: say(
    'Reçoit une image ou un document d’article annoncé.',
    'Receives an announced picture or document of an article.',
  ),
  bucket: 'media',
  access: ['table:write', 'media:read'],
});
