import { after } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import { grantCapability } from '../../shared/identity/capability.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Write } from '../../shared/table/transact.ts';
import type { Locale } from '../../shared/text.ts';
import type { SignatureEnding } from '../accounts/notices.ts';
import { queueMail } from '../mail/mail.ts';
import ended from './mails/signature-ended.tsx';
import { requestActs } from './request-acts.ts';
import type { loadRequest } from './signature-request.ts';
import { signerStates } from './signer.ts';
import { SEALED_LINK, sealedPath } from './signing-link.ts';

/**
 * The writes that tell the sender how their request ended, with a link to the sealed document when there is one. The mail
 * leaves through us: their own mailbox may be what failed.
 */
export async function tellSender(
  tenant: Tenant,
  { request, signers, history }: Awaited<ReturnType<typeof loadRequest>>,
  outcome: SignatureEnding,
  { email, locale }: { email: string; locale: Locale },
  now: Date,
): Promise<Write[]> {
  const { id: requestId, sender, original, reference } = request;
  const { purpose, lasts } = SEALED_LINK;
  const link =
    outcome === 'completed' && grantCapability({ tenant, purpose, subject: { requestId }, until: after(now, lasts) });
  const end = history.findLast(({ act }) => act === outcome);
  const { reason } = end ? requestActs.viewOf(end, locale).details : {};
  const colon = locale === 'fr' ? '\u00a0:' : ':';
  const mail = await queueMail(
    {
      tenant,
      way: 'platform',
      to: email,
      fromName: sender.company ?? sender.name,
      locale,
      kind: ended,
      data: {
        senderName: sender.name,
        documentName: original.filename,
        outcome,
        signers: signers.map(({ name, status }) => `${name}${colon} ${signerStates.words[status][locale]}`).join('\n'),
        by: signers.find(({ status }) => status === 'declined')?.name,
        reason: typeof reason === 'string' ? reason : undefined,
        reference,
        requestId,
        ...(link && { link: config.publicUrl() + sealedPath(link.token) }),
      },
    },
    now,
  );
  return [mail, ...(link ? [link.write] : [])];
}
