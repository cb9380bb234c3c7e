import { PLATFORM, type Tenant } from '../../shared/identity/tenant.ts';
import { invalidField } from '../../shared/problem/problem.ts';
import { say } from '../../shared/text.ts';
import { readSettings } from '../sending-accounts/mail-settings.ts';
import { smtpAccountOf, smtpAccounts } from '../sending-accounts/smtp/smtp-account.ts';
import { SHOP } from '../sending-accounts/smtp/smtp-account-fields.ts';
import type { Mailing } from './mailing.ts';

/** Through what a mailing leaves, as it was named: `platform`, `campaign`, or an SMTP account. @throws 422 */
export async function senderNamed(tenant: Tenant, userId: string, named: string): Promise<Mailing['sender']> {
  if (named === PLATFORM) return { kind: 'platform' };
  const account = named === 'campaign' ? await campaignAccount(tenant, userId) : await own(tenant, named);
  if (account) return { kind: 'own', smtpAccountId: account.id };
  throw named === 'campaign' ? noCampaign() : unknownSender();
}

async function campaignAccount(tenant: Tenant, userId: string) {
  const [{ campaignEnabled }, mine, shops] = await Promise.all([
    readSettings(tenant),
    smtpAccountOf(tenant, userId, 'campaign'),
    smtpAccountOf(tenant, SHOP, 'campaign'),
  ]);
  return campaignEnabled ? (mine ?? shops) : undefined;
}

const own = (tenant: Tenant, id: string) =>
  /^smtp_[0-9a-z]{26}$/.test(id) ? smtpAccounts.get(tenant, { id }) : undefined;

const noCampaign = () =>
  invalidField(
    '/sender',
    say(
      'Aucun expéditeur de campagne n’est réglé. Ajoutez un compte Brevo ou Mailjet (POST /v1/smtp-accounts, purpose « campaign »), puis activez-le (PUT /v1/mail-settings).',
      'No campaign sender is set. Add a Brevo or Mailjet account (POST /v1/smtp-accounts, purpose “campaign”), then turn it on (PUT /v1/mail-settings).',
    ),
  );

const unknownSender = () =>
  invalidField(
    '/sender',
    say(
      'Donnez « platform », « campaign », ou l’identifiant d’un de vos comptes SMTP.',
      'Give “platform”, “campaign”, or the id of one of your SMTP accounts.',
    ),
  );

/** Through the shared sender, those of whom it is not known that they agreed. */
export const onlyAccepted = (pointer: string) =>
  invalidField(
    pointer,
    say(
      'L’expéditeur commun n’écrit qu’à ceux qui ont consenti. Demandez leur accord aux autres (POST /v1/mailings/{mailingId}/consent-campaign), ou envoyez par votre propre compte.',
      'The shared sender writes only to those who agreed. Ask the others for their consent (POST /v1/mailings/{mailingId}/consent-campaign), or send through an account of your own.',
    ),
  );
