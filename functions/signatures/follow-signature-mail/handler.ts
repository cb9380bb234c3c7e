import { assembleEvidence } from '../../../events/assemble-evidence.ts';
import { serve } from '../../../shared/function/queue.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { dueNow } from '../../../shared/table/due.ts';
import { addressesOf, type Fate, type Mail, mails, reported, unreported } from '../../mail/outgoing-mail.ts';
import type { Act } from '../../proof/ledger.ts';
import { afterInvitations, happen, loadRequest } from '../signature-request.ts';
import { invitedSigner, type Signer, signers } from '../signer.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, requestId, signerId, about }, now }) => {
  const { request, signers: all } = await loadRequest(tenant, requestId);
  const signer = all.find(({ id }) => id === signerId);
  const mailId = about === 'invitation' ? signer?.invitationMailId : signer?.confirmationMailId;
  const mail = mailId && (await mails.get(tenant, { id: mailId }));
  if (!signer || !mail) return [];
  const outcomes = unreported(mail);
  if (!outcomes.length) return [];

  const acts = outcomes.map((outcome) => actOf(outcome, about, signer, mail, now));
  if (about === 'invitation') {
    const invited = invitedSigner(signer, outcomes, mail);
    const { status, undelivered } = invited;
    const known = all.map((other) => (other === signer ? invited : other));
    return [
      ...happen(tenant, request, acts, afterInvitations(request, known, outcomes)),
      ...(invited === signer
        ? []
        : [
            signers.update(tenant, signer, {
              when: { equals: { status: signer.status } },
              set: { status, undelivered },
            }),
          ]),
      reported(mail, outcomes),
    ];
  }
  // The evidence tells of every confirmation: it is brought up to date when the fate of the last one is known.
  const othersKnown = all.every((other) => other.id === signerId || other.confirmation);
  const refresh = { due: dueNow(outgoing(assembleEvidence, { tenant, requestId }), now) };
  return [
    ...happen(tenant, request, acts, othersKnown ? refresh : {}),
    signers.update(tenant, signer, { set: { confirmation: outcomes.at(-1) === 'sent' ? 'sent' : 'failed' } }),
    reported(mail, outcomes),
  ];
});

function actOf(outcome: Fate, about: 'invitation' | 'confirmation', signer: Signer, mail: Mail, now: Date): Act {
  const act = outcome !== 'sent' ? `email-${outcome}` : about === 'invitation' ? 'email-sent' : 'notified';
  const at = { sent: mail.sentAt, bounced: mail.bouncedAt, failed: undefined }[outcome];
  return {
    act,
    actor: { kind: 'system' },
    at: now,
    details: {
      signerId: signer.id,
      mailId: mail.id,
      about,
      messageId: mail.messageId,
      // Whose server carried the link: a sender's own could have read it.
      ...(outcome === 'sent' && {
        through: mail.through === undefined || mail.through === 'platform' ? 'platform' : 'smtp',
      }),
      acceptedAt: at,
      ...(outcome !== 'sent' && { cause: mail.cause }),
      attempts: mail.attempts,
    },
    // Servers quote addresses in their refusals.
    personal: { to: addressesOf(mail), ...(outcome !== 'sent' && { reason: mail.reason }) },
  };
}
