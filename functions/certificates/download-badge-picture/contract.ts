import { drawingFiles } from '../../../shared/documents/typefaces.ts';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /verify/{certificateId}/badge/{picture}',
  summary: say(
    'Donne l’image (badge.png ou badge.svg) qui porte un badge : les portefeuilles la prennent telle quelle.',
    'Gives the picture (badge.png or badge.svg) that carries a badge: wallets take it as it is.',
  ),
  access: ['table:read', 'archive:read'],
  files: drawingFiles,
  memory: 1769,
});
