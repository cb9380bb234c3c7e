import { wallTime } from '../../../shared/fields/wall-time.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { mailingView } from '../mailing-view.ts';

export default http({
  route: 'POST /v1/mailings/{mailingId}/schedule',
  summary: say('Programme un envoi à une heure de la pendule.', 'Schedules a mailing by the time of the clock.'),
  description: say(
    'Une heure qui n’existe pas, la nuit où l’on avance les pendules, devient la première minute qui suit ; une heure qui existe deux fois est la première des deux. Programmé de nouveau, il ne part qu’à la dernière heure donnée ; `cancel` l’annule.',
    'A time that does not exist, in the night when clocks go forward, becomes the first minute after it; a time that exists twice is the first of the two. Scheduled again, it leaves only at the time given last; `cancel` cancels it.',
  ),
  auth: 'user',
  rights: 'mailings:write',
  body: wallTime,
  returns: { 200: mailingView },
  problems: [409],
  access: ['table:write'],
});
