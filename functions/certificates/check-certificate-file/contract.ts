import { MINUTE } from '../../../shared/clock.ts';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { verificationView } from '../verification.ts';

export default page({
  route: 'POST /verify/{certificateId}',
  summary: say(
    'Compare un PDF à celui qui fut délivré ; rien n’en est gardé.',
    'Compares a PDF with the one that was issued; nothing of it is kept.',
  ),
  limit: { per: 'address', max: 60, window: MINUTE },
  file: 'file',
  returns: { 200: verificationView },
  access: ['table:write', 'archive:read'],
  memory: 1769,
});
