import { CHANNELS } from '../../shared/codes/channels.ts';
import { CODE, type CodeHolder } from '../../shared/codes/code.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { say } from '../../shared/text.ts';
import type { RequestAct } from './request-acts.ts';
import type { Signer } from './signer.ts';

/** The signer as whom codes are asked of: what is typed is worth their signature. */
export const askedOf = (tenant: Tenant, { requestId, id, link, phone, codesSent, code }: Signer) =>
  ({
    tenant,
    purpose: 'sign' as const,
    subject: `${requestId}/${id}/${link}`,
    channel: 'sms' as const,
    address: phone,
    codesSent,
    code,
  }) satisfies CodeHolder;

/** Whether the codes of this link are not all used up. */
export const mayHaveMoreCodes = ({ codesSent, codesBefore }: Signer): boolean =>
  codesSent - codesBefore < CODE.sends.ever;

/** What is said when they are. */
export const ALL_USED = say(
  'Trop de codes ont été demandés pour ce document. Demandez à l’expéditeur de vous l’envoyer de nouveau.',
  'Too many codes were asked for this document. Ask its sender to send it again.',
);

/** The act by which a code left. Without a message id when nothing was noted but that the code came back. */
export const codeSentAct = (
  { id }: Signer,
  { channel, address }: ReturnType<typeof askedOf>,
  number: number,
  messageId: string | undefined,
  at: Date,
): RequestAct => ({
  act: 'code-sent',
  actor: { kind: 'system' },
  at,
  details: { signerId: id, channel, number, messageId, maskedPhone: CHANNELS[channel].masked(address) },
  personal: { phone: address },
});
