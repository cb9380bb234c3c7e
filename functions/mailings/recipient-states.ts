import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

/**
 * What becomes of an address of a mailing: `excluded` by the recap, for good; `planned`; `claimed` its email is on its
 * way; `sent` taken by the transport; `withdrawn` its owner, or the business, came back on the consent before its turn;
 * `suppressed` nothing is sent to it any more; `refused` by a server, or come back; `uncertain` nobody knows whether it
 * left, and it is not sent twice.
 */
export const recipientStates = states(
  say('Cette adresse', 'This address'),
  {
    excluded: say('exclue', 'excluded'),
    planned: say('prévue', 'planned'),
    claimed: say('en cours', 'under way'),
    sent: say('envoyée', 'sent'),
    withdrawn: say('retirée entre-temps', 'withdrawn meanwhile'),
    suppressed: say('bloquée', 'suppressed'),
    refused: say('refusée par le serveur', 'refused by the server'),
    uncertain: say('incertaine', 'uncertain'),
  },
  {
    exclude: { to: 'excluded' },
    plan: { to: 'planned' },
    claim: { from: ['planned'], to: 'claimed' },
    // Its events may tell later what nobody knew.
    send: { from: ['claimed', 'uncertain'], to: 'sent' },
    withdraw: { from: ['planned', 'claimed'], to: 'withdrawn' },
    suppress: { from: ['planned', 'claimed'], to: 'suppressed' },
    // It may come back after it was taken.
    refuse: { from: ['claimed', 'sent', 'uncertain'], to: 'refused' },
    doubt: { from: ['claimed'], to: 'uncertain' },
  },
);

/** The results that an address may have: all states but exclusion. */
export const RESULTS = ['planned', 'claimed', 'sent', 'withdrawn', 'suppressed', 'refused', 'uncertain'] as const;

/** What is learnt of an address after its email was taken, as a report calls it and as it is counted beside the results. */
export const REPORTED = { delivered: 'delivered', clicked: 'clicked', withdrawn: 'unsubscribed' } as const;
