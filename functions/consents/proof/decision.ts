import type { Entry } from '../../proof/ledger.ts';
import { consentActs } from '../consent-acts.ts';
import { type ConsentStatus, consentStates } from '../consent-states.ts';

/** The last word in a chain of acts, if there is one: whether mailings may be sent. */
export const decisionIn = (chain: readonly Entry[]) =>
  consentActs.among(chain, 'accepted', 'refused', 'withdrawn').at(-1);

/** By which transition each act that has one leads on. */
const MOVES = {
  requested: 'request',
  renewed: 'renew',
  accepted: 'accept',
  refused: 'refuse',
  withdrawn: 'withdraw',
} as const;

/** The acts that no state before them allows: the business never leads out of a refusal. */
export function impossibleIn(chain: readonly Entry[]): Entry[] {
  let status: ConsentStatus = 'not-solicited';
  return consentActs.among(chain, ...(Object.keys(MOVES) as (keyof typeof MOVES)[])).filter((entry) => {
    const move = MOVES[entry.act as keyof typeof MOVES];
    const impossible = !consentStates.may(move, { status });
    status = consentStates.transitions[move].to;
    return impossible;
  });
}
