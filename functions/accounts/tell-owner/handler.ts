import { webhookFacts } from '../../../events/webhook.ts';
import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/queue.ts';
import { PLATFORM } from '../../../shared/identity/tenant.ts';
import { hearOnce } from '../../facts/heard.ts';
import { queueMail } from '../../mail/mail.ts';
import { findAccount } from '../account.ts';
import disabled from '../mails/webhook-disabled.tsx';
import { noticesOf } from '../notices.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: fact, now }) => {
  const { tenant } = fact;
  const heard = await hearOnce(tenant, fact, contract.message.name, now);
  if (!heard) return [];
  const { webhookEndpointId, url, because } = webhookFacts.data.parse(fact.data);
  const { email, firstName, users } = await findAccount(tenant);
  const enable = `PATCH ${config.publicUrl()}/v1/webhook-endpoints/${webhookEndpointId}`;
  const mail = await queueMail(
    {
      tenant: PLATFORM,
      to: email,
      locale: noticesOf(users[0] ?? {}).locale,
      kind: disabled,
      data: { firstName, url, because, enable },
    },
    now,
  );
  return [mail, heard];
});
