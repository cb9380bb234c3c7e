import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { noticesView } from '../notices.ts';

export default http({
  route: 'GET /v1/account/notices',
  summary: say('Dit de quoi un e-mail vous prévient.', 'Tells of what an email lets you know.'),
  description: say(
    'Le choix est celui de l’utilisateur dont la clé appelle ; sans choix, tout lui est écrit, en français.',
    'The choice is that of the user whose key calls; without one, everything is written to them, in French.',
  ),
  auth: 'user',
  rights: 'account:read',
  returns: { 200: noticesView },
  access: ['table:read'],
});
