import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { mailSettingsInput, mailSettingsView } from '../mail-settings-view.ts';

export default http({
  route: 'PUT /v1/mail-settings',
  summary: say(
    'Choisit comment partent les e-mails, et l’expéditeur des campagnes.',
    'Chooses how emails leave, and the sender of campaigns.',
  ),
  description: say(
    '`mode` : `platform` (Guichet envoie) ou `smtp` (les comptes SMTP du magasin et des utilisateurs). `campaign` : fournisseur (Brevo ou Mailjet), adresse d’envoi, identifiant et clé SMTP ; la clé est chiffrée, jamais montrée, et gardée quand `smtpKey` est absente, sauf si le fournisseur change. Les campagnes ont derrière elles un compte SMTP d’usage `campaign`, celui de `campaign.smtpAccountId` : `POST /v1/smtp-accounts/{smtpAccountId}/test` l’essaie. Éteindre les campagnes (`enabled: false`, sans autre champ) garde le compte.',
    '`mode`: `platform` (Guichet sends) or `smtp` (the SMTP accounts of the shop and its users). `campaign`: provider (Brevo or Mailjet), sending address, SMTP login and key; the key is encrypted, never shown, and kept when `smtpKey` is absent, unless the provider changes. Behind campaigns stands an SMTP account of use `campaign`, the one in `campaign.smtpAccountId`: `POST /v1/smtp-accounts/{smtpAccountId}/test` tries it. Turning campaigns off (`enabled: false`, with no other field) keeps the account.',
  ),
  auth: 'user',
  rights: 'mail:write',
  body: mailSettingsInput,
  returns: { 200: mailSettingsView },
  access: ['table:write', 'secrets:encrypt'],
});
