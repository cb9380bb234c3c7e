import { DOORS, http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { PUBLISHED_AT, publishedSeals } from '../published-seals.ts';

export default http({
  route: `GET ${PUBLISHED_AT}`,
  auth: 'none',
  summary: say(
    'Publie les certificats de cachet de ce service.',
    'Publishes the certificates that this service seals with.',
  ),
  description: say(
    'Ce à quoi `npm run verify-proof -- FICHIER.zip --from URL` compare un dossier : tous les certificats qui ont jamais ' +
      'scellé ici, et les autorités d’horodatage connues par leur empreinte.',
    'What `npm run verify-proof -- FILE.zip --from URL` compares a bundle with: every certificate that ever sealed here, ' +
      'and the time-stamp authorities that are known by their fingerprint.',
  ),
  // Who verifies knows the address that the mail came from.
  doors: DOORS,
  returns: { 200: publishedSeals },
  access: ['table:read', 'timestamps:ask'],
});
