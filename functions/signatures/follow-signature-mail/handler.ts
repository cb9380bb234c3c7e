import { outgoing } from '../../../shared/queue/send.ts';
import { dueNow } from '../../../shared/table/due.ts';
import { addressesOf, type Mail } from '../../mail/mail.ts';
import { serveMailReport } from '../../mail/mail-report.ts';
import { assembleEvidence } from '../commands/assemble-evidence.ts';
import type { MailAbout } from '../commands/follow-signature-mail.ts';
import type { RequestAct } from '../request-acts.ts';
import { afterInvitations, happen, loadRequest } from '../signature-request.ts';
import { invitationMove, type MailAct, type Signer, signerStates, signers, undelivered } from '../signer.ts';
import contract from './contract.ts';

export const handler = serveMailReport(contract, async ({ data, mail, outcomes, now }) => {
  const { tenant, requestId, signerId, about } = data;
  const { request, signers: all } = await loadRequest(tenant, requestId);
  const signer = all.find(({ id }) => id === signerId);
  if (!signer || !isCurrent(about, signer, mail)) return [];

  // One that lapsed asked for what is no longer wanted.
  const told = outcomes.filter((outcome) => outcome !== 'delivered' && outcome !== 'lapsed');
  if (about === 'reminder' || about === 'closing') {
    // That it was sent is an act already; that it did not arrive matters to who still waits for something.
    const failures = told.filter((outcome) => outcome !== 'sent');
    if (!failures.length || signer.status === 'signed') return [];
    return [
      ...happen(
        tenant,
        request,
        failures.map((outcome) => actOf(outcome, about, signer, mail, now)),
      ),
      signers.update(tenant, signer, { when: asSeen(signer), set: undelivered(about, mail) }),
    ];
  }
  const acts = told.map((outcome) => actOf(outcome, about, signer, mail, now));
  if (about === 'invitation') {
    const move = invitationMove(signer, told);
    const status = move ? signerStates.transitions[move].to : signer.status;
    const known = all.map((other) => (other === signer ? { ...signer, status } : other));
    // What the evidence says of a mail must outlive its row.
    const set = { invitationDeliveredAt: mail.deliveredAt, ...(move === 'lose' && undelivered(about, mail)) };
    const delivered = mail.deliveredAt !== signer.invitationDeliveredAt;
    return [
      ...(acts.length ? happen(tenant, request, acts, afterInvitations(request, known, told)) : []),
      ...(move
        ? [
            signers.move(tenant, signer, move, {
              when: asSeen(signer),
              set,
              remove: move === 'invite' ? ['undelivered'] : [],
            }),
          ]
        : []),
      ...(delivered && !move ? [signers.update(tenant, signer, { when: asSeen(signer), set })] : []),
    ];
  }
  if (!acts.length) return [];
  // The evidence tells of every confirmation: it is brought up to date when the outcome of the last one is known.
  const othersKnown = all.every((other) => other.id === signerId || other.confirmation);
  const refresh = { due: { next: dueNow(outgoing(assembleEvidence, { tenant, requestId }), now) } };
  return [
    ...happen(tenant, request, acts, othersKnown ? refresh : {}),
    signers.update(tenant, signer, { set: { confirmation: told.at(-1) === 'sent' ? 'sent' : 'failed' } }),
  ];
});

/** Of an invitation that was sent again since, or reminds of an earlier one, nothing is told any more. */
function isCurrent(about: MailAbout, { invitationMailId, reminderMailId }: Signer, { id }: Mail): boolean {
  if (about === 'invitation') return id === invitationMailId;
  return about !== 'reminder' || id === reminderMailId;
}

const asSeen = ({ status, link }: Signer) => ({ equals: { status, link } });

function actOf(outcome: MailAct, about: MailAbout, signer: Signer, mail: Mail, now: Date): RequestAct {
  const { id: mailId, messageId, attempts } = mail;
  const told = { signerId: signer.id, mailId, messageId, attempts };
  const happened = { actor: { kind: 'system' }, at: now } as const;
  const to = addressesOf(mail);
  if (outcome === 'sent') {
    // Whose server carried the link: a sender's own could have read it.
    const through = mail.through === undefined || mail.through === 'platform' ? 'platform' : 'smtp';
    const details = { ...told, acceptedAt: mail.sentAt, through } as const;
    return about === 'confirmation'
      ? { act: 'notified', ...happened, details: { ...details, about }, personal: { to } }
      : { act: 'email-sent', ...happened, details: { ...details, about: 'invitation' }, personal: { to } };
  }
  const details = { ...told, about, cause: mail.cause };
  const personal = { to, reason: mail.reason };
  return outcome === 'bounced'
    ? { act: 'email-bounced', ...happened, details: { ...details, acceptedAt: mail.bouncedAt }, personal }
    : { act: 'email-failed', ...happened, details, personal };
}
