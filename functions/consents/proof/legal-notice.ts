import { say } from '../../../shared/text.ts';

/** What the proof establishes and what it does not, for whoever has to judge it. */
export const legalNotice = say(
  'Ce dossier rend compte de ce que le propriétaire d’une adresse e-mail a répondu à la demande d’y envoyer des ' +
    'nouvelles et des offres, au sens de l’article 7, paragraphe 1, du règlement (UE) 2016/679 (RGPD), qui met la preuve ' +
    'du consentement à la charge de qui s’en prévaut, et de l’article L34-5 du Code des postes et des communications ' +
    'électroniques. Il établit qu’une personne tenant le lien envoyé à cette adresse a pressé, à l’heure dite, le bouton ' +
    'placé sous les mots reproduits. Il n’établit ni le nom de cette personne, ni qu’un programme n’a pas pressé le ' +
    'bouton à sa place ; ouvrir la page n’y suffit jamais, et un refus l’emporte sur une acceptation du même moment. Un ' +
    'consentement vaut jusqu’à son retrait, qui est aussi simple que lui. Le cachet et l’horodatage établissent que ces ' +
    'actes n’ont pas changé depuis ; ils valent ce que valent le certificat du cachet et l’autorité nommés ci-dessus.',
  'This file accounts for what the owner of an email address answered when asked whether news and offers may be sent ' +
    'to it, within the meaning of Article 7(1) of Regulation (EU) 2016/679 (GDPR), under which whoever relies on a ' +
    'consent has to prove it, and of Article L34-5 of the French postal and electronic communications code. It ' +
    'establishes that a person who held the link sent to that address pressed, at the time stated, the button below the ' +
    'words reproduced. It establishes neither that person’s name, nor that no program pressed the button in their place; ' +
    'opening the page is never enough, and a refusal outweighs an acceptance of the same moment. A consent holds until ' +
    'it is withdrawn, which is as easy as giving it. The seal and the time-stamp establish that these acts have not ' +
    'changed since; they are worth what the certificate of the seal and the authority named above are worth.',
);
