import * as z from 'zod';
import { drawingFiles } from '../../../shared/documents/typefaces.ts';
import { about } from '../../../shared/fields/about.ts';
import { emailAddress } from '../../../shared/fields/email-address.ts';
import { line } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { certificateView } from '../certificate-view.ts';
import { variableName } from '../variable.ts';

export default http({
  route: 'POST /v1/certificates/{certificateId}/reissue',
  summary: say(
    'Corrige un certificat en une fois : le délivre de nouveau, et révoque l’ancien.',
    'Corrects a certificate in one step: issues it again, and revokes the old one.',
  ),
  description: say(
    'Donnez les valeurs à changer : `{"values": {"nom": "Lefèvre"}, "reason": "Nom mal écrit"}`. Le lien de l’ancien mène au nouveau, sa page de vérification aussi ; le titulaire en est prévenu.',
    'Give the values to change: `{"values": {"nom": "Lefèvre"}, "reason": "Misspelt name"}`. The link of the old one leads to the new, as does its verification page; the holder is told.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  body: z.strictObject({
    values: z
      .record(variableName, z.string().trim().max(1_000))
      .default({})
      .meta(about('Les valeurs à changer.', 'The values to change.', { nom: 'Lefèvre' })),
    email: emailAddress.optional(),
    reason: line(300).meta(about('Pourquoi ; tout le monde le lira.', 'Why; everybody will read it.', 'Nom mal écrit')),
  }),
  returns: { 201: certificateView },
  problems: [409],
  access: ['table:write', 'documents:read', 'send:seal-certificate', 'send:prove-certificate', 'send:tell-listeners'],
  files: drawingFiles,
  memory: 1769,
});
