import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { folderFields, folderView } from '../folder-view.ts';

export default http({
  route: 'POST /v1/folders',
  summary: say('Crée un dossier, où ranger des campagnes.', 'Creates a folder, to hold campaigns.'),
  description: say(
    'Ses deux e-mails ont nos mots tant que vous ne donnez pas les vôtres : celui qui mène à l’activation, et celui de qui a déjà activé un certificat.',
    'Its two emails have our words until you give yours: the one that leads to activation, and the one for whoever has activated a certificate before.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  body: z.strictObject({
    ...folderFields,
    locale: folderFields.locale.default('fr'),
    activationEmail: folderFields.activationEmail.optional(),
    knownRecipientEmail: folderFields.knownRecipientEmail.optional(),
    replyTo: folderFields.replyTo.optional(),
  }),
  returns: { 201: folderView },
  access: ['table:write'],
});
