import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { brevoFailureView } from '../brevo-sync-view.ts';

export default http({
  route: 'GET /v1/brevo-sync/failures',
  summary: say(
    'Les adresses que Brevo n’a pas prises, chacune avec sa raison.',
    'The addresses that Brevo has not taken, each with its reason.',
  ),
  description: say(
    'Une adresse en sort dès que Brevo la prend : corrigez-la dans sa liste, elle est poussée au tour suivant.',
    'An address leaves this list once Brevo takes it: correct it in its list, and the next round pushes it.',
  ),
  auth: 'user',
  rights: 'integrations:read',
  query: z.strictObject(listQuery),
  returns: { 200: pageOf(brevoFailureView) },
  access: ['table:read'],
});
