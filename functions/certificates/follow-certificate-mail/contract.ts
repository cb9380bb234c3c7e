import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { followCertificateMail } from '../commands/follow-certificate-mail.ts';

export default queue({
  message: followCertificateMail,
  summary: say(
    'Inscrit ce qu’est devenu l’e-mail d’un certificat.',
    'Writes down what became of the email of a certificate.',
  ),
  impact: 'Le sort des e-mails de certificats n’est plus inscrit.',
  access: ['table:write'],
});
