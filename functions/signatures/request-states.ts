import { type StateOf, states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

/** States in which a signer may still sign. */
export const OPEN = ['queued', 'sent', 'opened', 'failed'] as const;

/**
 * The states of a request: `queued` accepted, invitations to be sent; `sent` an invitation has left; `opened` somebody
 * has read; `failed` nobody of those who have yet to sign can be reached, though their links still open; `signed`
 * everybody has signed, to be sealed; `sealed` the sealed document is stored and filed; `completed` the evidence is
 * stored too and the confirmations are on their way. It ends without a seal `declined` by a signer, `cancelled` by its
 * sender, or `expired` at the time that its sender set.
 */
export const requestStates = states(
  say('La demande de signature', 'The signature request'),
  {
    queued: say('en attente d’envoi', 'waiting to be sent'),
    sent: say('envoyée', 'sent'),
    opened: say('ouverte', 'opened'),
    failed: say('sans signataire joignable', 'with no signer who can be reached'),
    signed: say('signée', 'signed'),
    sealed: say('scellée', 'sealed'),
    completed: say('terminée', 'completed'),
    declined: say('refusée', 'declined'),
    cancelled: say('annulée', 'cancelled'),
    expired: say('expirée', 'expired'),
  },
  {
    request: { to: 'queued' },
    send: { from: ['queued', 'failed'], to: 'sent' },
    open: { from: OPEN, to: 'opened' },
    strand: { from: OPEN, to: 'failed' },
    resend: { from: ['failed'], to: 'queued' },
    finish: { from: OPEN, to: 'signed' },
    seal: { from: ['signed'], to: 'sealed' },
    complete: { from: ['sealed'], to: 'completed' },
    decline: { from: OPEN, to: 'declined' },
    cancel: { from: OPEN, to: 'cancelled' },
    expire: { from: OPEN, to: 'expired' },
  },
);
export type RequestStatus = StateOf<typeof requestStates>;
export type RequestMove = keyof typeof requestStates.transitions;

interface InState {
  /** The links of signers serve to sign: the document, codes, signatures. */
  signing: boolean;
  /** Who has a signer's link may read the original. */
  reading: boolean;
  /** The sealed document comes when others have signed, or by itself, is there, or never will be. */
  sealed: 'awaited' | 'coming' | 'there' | 'never';
}

/** What people can do in each state, and be told. Every page, act and mail of a request goes by this table. */
export const IN_STATE = {
  queued: { signing: true, reading: true, sealed: 'awaited' },
  sent: { signing: true, reading: true, sealed: 'awaited' },
  opened: { signing: true, reading: true, sealed: 'awaited' },
  failed: { signing: true, reading: true, sealed: 'awaited' },
  signed: { signing: false, reading: true, sealed: 'coming' },
  sealed: { signing: false, reading: true, sealed: 'coming' },
  completed: { signing: false, reading: true, sealed: 'there' },
  declined: { signing: false, reading: false, sealed: 'never' },
  cancelled: { signing: false, reading: false, sealed: 'never' },
  expired: { signing: false, reading: false, sealed: 'never' },
} as const satisfies Record<RequestStatus, InState>;

/** What may be said of the sealed document. */
export type SealedOutlook = InState['sealed'];

/** Transitions after which nothing more comes of a request. */
export type Ending = {
  [M in RequestMove]: (typeof IN_STATE)[(typeof requestStates.transitions)[M]['to']]['sealed'] extends 'never'
    ? M
    : never;
}[RequestMove];
