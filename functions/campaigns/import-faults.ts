import { refusalText } from '../../shared/tables/imported-table.ts';
import { say, type Text } from '../../shared/text.ts';
import { ADDRESS_FAULTS } from '../lists/read-address.ts';

/** What is said of a line of a table, in words for the person who has the file before them. */
const LINES: Readonly<Record<string, Text>> = {
  'email-missing': say('Cette ligne n’a pas d’adresse e-mail.', 'This line has no email address.'),
  'several-addresses': ADDRESS_FAULTS['several-addresses'],
  'smtputf8-unsupported': ADDRESS_FAULTS['smtputf8-unsupported'],
  'email-invalid': ADDRESS_FAULTS['invalid-address'],
  duplicate: say('Cette adresse vient plus haut dans le fichier.', 'This address comes further up in the file.'),
  'already-there': say('Cette adresse est déjà dans la campagne.', 'This address is in the campaign already.'),
  'quote-not-closed': say(
    'Un guillemet s’ouvre sur cette ligne et ne se ferme jamais : elle et celles qui la suivent n’ont pas été lues.',
    'A quotation mark opens on this line and is never closed: it and those after it were not read.',
  ),
  'cell-error': say('Cette cellule contient une erreur du tableur.', 'This cell holds an error of the spreadsheet.'),
  'formula-without-value': say(
    'Cette formule n’a jamais été calculée : ouvrez le fichier dans un tableur, enregistrez-le, puis importez-le de nouveau.',
    'This formula was never computed: open the file in a spreadsheet program, save it, then import it again.',
  ),
  'cell-too-long': say(
    'Cette valeur est trop longue : 1 000 caractères au plus.',
    'This value is too long: 1,000 characters at most.',
  ),
  number: say('Ce n’est pas un nombre.', 'This is no number.'),
  date: say('Ce n’est pas une date. Écrivez-la JJ/MM/AAAA.', 'This is no date. Write it DD/MM/YYYY.'),
  'date-impossible': say('Cette date n’existe pas.', 'There is no such date.'),
  phone: say('Ce n’est pas un numéro de téléphone.', 'This is no phone number.'),
  percent: say('Ce n’est pas un pourcentage.', 'This is no percentage.'),
  'yes-no': say('Écrivez oui ou non.', 'Write yes or no.'),
  'value-missing': say(
    'Cette valeur est obligatoire pour le certificat, et la cellule est vide.',
    'This value is obligatory for the certificate, and the cell is empty.',
  ),
  'zero-lost': say(
    'Ce code semble avoir perdu son zéro : vérifiez-le.',
    'This code seems to have lost its zero: check it.',
  ),
  'zero-restored': say('Le zéro du début manquait : il a été remis.', 'The leading zero was missing: it was put back.'),
  'scientific-notation': say(
    'Le tableur a remplacé ce nombre par une puissance de dix : des chiffres sont perdus.',
    'The spreadsheet replaced this number by a power of ten: digits are lost.',
  ),
  'date-of-number': say(
    'Ce nombre fut lu comme une date du tableur : vérifiez-la.',
    'This number was read as a date of the spreadsheet: check it.',
  ),
  'percent-unsure': say(
    'Rien ne dit que ce nombre est un pourcentage : vérifiez-le.',
    'Nothing says that this number is a percentage: check it.',
  ),
};

export const lineText = (code: string): Text =>
  LINES[code] ?? say('Cette valeur n’a pas pu être lue.', 'This value could not be read.');

const CLOSED = say('La campagne n’est plus en préparation.', 'The campaign is no longer being prepared.');

/** Why a whole file is refused. */
export const fileText = (code: string): Text => (code === 'campaign-closed' ? CLOSED : refusalText(code));
