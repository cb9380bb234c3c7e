import { conflict } from '../../shared/problem/problem.ts';
import { say } from '../../shared/text.ts';

/** Whoever sends to nobody meant somebody. */
export const nobodyReached = () =>
  conflict(
    'nobody-reached',
    say(
      'Cet envoi n’atteindrait personne : son récapitulatif dit pourquoi. Demandez d’abord leur accord aux destinataires (POST /v1/mailings/{mailingId}/consent-campaign), ou changez le filtre.',
      'This mailing would reach nobody: its recap tells why. First ask its recipients for their consent (POST /v1/mailings/{mailingId}/consent-campaign), or change the filter.',
    ),
  );
