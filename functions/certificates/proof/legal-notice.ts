import { say } from '../../../shared/text.ts';

/** What the proof establishes and what it does not, for whoever has to judge it. */
export const legalNotice = say(
  'Ce dossier rend compte de la délivrance d’un certificat par l’entreprise nommée, de son activation par qui tenait le lien ' +
    'envoyé à l’adresse du titulaire et, s’il y a lieu, de sa révocation. Le cachet et l’horodatage établissent que le certificat ' +
    'n’a pas changé depuis qu’il fut scellé, et que les actes qui précèdent ne furent pas récrits ; ils valent ce que valent le ' +
    'certificat du cachet et l’autorité nommés ci-dessus. Il n’établit ni que le titulaire a acquis ce que le certificat atteste, ' +
    'ce dont l’entreprise répond seule, ni que le certificat vaut encore : un acte postérieur à ce dossier peut l’avoir révoqué, ' +
    'ce que dit la page de vérification.',
  'This file accounts for the issue of a certificate by the business named, for its activation by whoever held the link sent to ' +
    'the address of the holder and, where there was one, for its revocation. The seal and the time-stamp establish that the ' +
    'certificate has not changed since it was sealed, and that the acts before it were not rewritten; they are worth what the ' +
    'certificate of the seal and the authority named above are worth. It establishes neither that the holder has acquired what ' +
    'the certificate attests, for which the business alone answers, nor that the certificate is still valid: an act after this ' +
    'file may have revoked it, which the verification page tells.',
);
