import { refusalText } from '../../shared/tables/imported-table.ts';
import { say, type Text } from '../../shared/text.ts';
import { ADDRESS_FAULTS } from './read-address.ts';

/** What is told of a line, in words for the person who has the file before them. */
const LINE_FAULTS: Readonly<Record<string, Text>> = {
  ...ADDRESS_FAULTS,
  'cell-error': say(
    'La cellule de l’adresse contient une erreur du tableur. Corrigez-la, puis importez de nouveau.',
    'The cell of the address holds an error of the spreadsheet. Correct it, then import again.',
  ),
  'too-many-cells': say(
    'Cette ligne a plus de cellules que de colonnes : un séparateur s’y trouve sans guillemets.',
    'This line has more cells than there are columns: a delimiter stands in it without quotes.',
  ),
  'cell-too-long': say('Une cellule de cette ligne est trop longue.', 'A cell of this line is too long.'),
  duplicate: say('Cette adresse vient plus haut dans le fichier.', 'This address comes further up in the file.'),
  'already-listed': say('Cette adresse est déjà dans la liste.', 'This address is in the list already.'),
  'short-row': say(
    'Cette ligne a moins de cellules que de colonnes : les dernières sont restées vides.',
    'This line has fewer cells than there are columns: the last ones were left empty.',
  ),
  'invisible-character-removed': say(
    'Un caractère invisible a été retiré de l’adresse.',
    'An invisible character was removed from the address.',
  ),
  'leading-zero-lost': say(
    'Le numéro semble avoir perdu son zéro : vérifiez-le.',
    'The number seems to have lost its zero: check it.',
  ),
  'plus-lost': say(
    'Le numéro semble avoir perdu son « + » : vérifiez-le.',
    'The number seems to have lost its “+”: check it.',
  ),
  'scientific-notation': say(
    'Le tableur a remplacé ce numéro par une puissance de dix : des chiffres sont perdus, il n’est pas gardé.',
    'The spreadsheet replaced this number by a power of ten: digits are lost, it is not kept.',
  ),
  'not-a-phone': say(
    'Ce n’est pas un numéro de téléphone : il n’est pas gardé.',
    'This is no phone number: it is not kept.',
  ),
};

export const lineText = (code: string): Text =>
  LINE_FAULTS[code] ?? say('Cette ligne n’a pas été lue.', 'This line was not read.');

export const UNCLOSED_QUOTE = say(
  'Un guillemet s’ouvre sur cette ligne et ne se ferme jamais : elle et celles qui la suivent n’ont pas été lues. Corrigez-la puis importez de nouveau, ou confirmez pour n’importer que ce qui précède.',
  'A quotation mark opens on this line and is never closed: it and those after it were not read. Correct it and import again, or confirm to import only what comes before.',
);

/** Why an import fails, beside what is said of its file. */
const FAILURES: Readonly<Record<string, Text>> = {
  'list-deleted': say('La liste a été supprimée entre-temps.', 'The list was deleted meanwhile.'),
  'too-many-fields': say(
    'La liste aurait trop de champs différents. Gardez dans le fichier les colonnes utiles, puis importez de nouveau.',
    'The list would have too many different fields. Keep the columns that are needed in the file, then import again.',
  ),
};
export const failureText = (reason: string): Text => FAILURES[reason] ?? refusalText(reason);
