import { http } from '../../../shared/function/contract.ts';
import { mailSettingsInput, mailSettingsView } from '../mail-settings-view.ts';

export default http({
  route: 'PUT /v1/mail-settings',
  summary: 'Choisit comment partent les emails, et l’expéditeur des campagnes.',
  description:
    '`mode` : `platform` (Guichet envoie) ou `smtp` (les comptes SMTP du magasin et des utilisateurs). `campaign` : fournisseur (Brevo ou Mailjet), adresse d’envoi, identifiant et clé SMTP ; la clé est scellée, jamais montrée, et gardée quand `smtpKey` est absente, sauf si le fournisseur change. Les campagnes ont derrière elles un compte SMTP d’usage `campaign`, celui de `campaign.smtpAccountId` : `POST /v1/smtp-accounts/{smtpAccountId}/test` l’essaie. Éteindre les campagnes (`enabled: false`, sans autre champ) garde le compte.',
  auth: 'user',
  rights: 'mail:write',
  body: mailSettingsInput,
  returns: { 200: mailSettingsView },
  access: ['table:write', 'secrets:encrypt'],
});
