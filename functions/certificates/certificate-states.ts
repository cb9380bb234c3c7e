import { type StateOf, states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

/**
 * The states of a certificate: `issuing` it is being drawn and sealed; `issued` its holder was written to; `activated`
 * its holder keeps it; `revoked`.
 */
export const certificateStates = states(
  say('Ce certificat', 'This certificate'),
  {
    issuing: say('en préparation', 'being made'),
    issued: say('délivré', 'issued'),
    activated: say('activé', 'activated'),
    revoked: say('révoqué', 'revoked'),
  },
  {
    issue: { to: 'issuing' },
    seal: { from: ['issuing'], to: 'issued' },
    // Whoever has activated one before need not do so again.
    sealActivated: { from: ['issuing'], to: 'activated' },
    activate: { from: ['issued'], to: 'activated' },
    revoke: { from: ['issued', 'activated'], to: 'revoked' },
  },
);
export type CertificateStatus = StateOf<typeof certificateStates>;
