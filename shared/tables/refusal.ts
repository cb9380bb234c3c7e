import { say, type Text } from '../text.ts';

/** Why a whole file is refused, each with what the person does next. */
export const REFUSALS = {
  empty: say(
    'Ce fichier est vide. Vérifiez que c’est le bon, puis déposez-le de nouveau.',
    'This file is empty. Check that it is the right one, then upload it again.',
  ),
  'not-a-spreadsheet': say(
    'Ce fichier n’est pas un tableau. Enregistrez vos données en .xlsx, .ods ou .csv, puis déposez ce fichier.',
    'This file is not a spreadsheet. Save your data as .xlsx, .ods or .csv, then upload that file.',
  ),
  html: say(
    'C’est une page web dont le nom finit comme un tableau. Ouvrez-la dans un tableur, enregistrez-la en .xlsx, puis déposez ce fichier.',
    'This is a web page that bears the name of a spreadsheet. Open it in a spreadsheet program, save it as .xlsx, then upload that file.',
  ),
  'old-excel': say(
    'Ce fichier est dans un ancien format d’Excel. Ouvrez-le, enregistrez-le en .xlsx, puis déposez ce fichier.',
    'This file is in an old Excel format. Open it, save it as .xlsx, then upload that file.',
  ),
  encrypted: say(
    'Ce fichier est protégé par un mot de passe. Ouvrez-le, retirez le mot de passe, enregistrez-le, puis déposez-le de nouveau.',
    'This file is protected by a password. Open it, remove the password, save it, then upload it again.',
  ),
  damaged: say(
    'Ce fichier est abîmé ou incomplet. Ouvrez-le dans un tableur, enregistrez-le de nouveau, puis déposez-le.',
    'This file is damaged or incomplete. Open it in a spreadsheet program, save it again, then upload it.',
  ),
  'encoding-unknown': say(
    'Les lettres de ce fichier sont codées d’une façon que nous ne lisons pas. Enregistrez-le en « CSV UTF-8 », puis déposez-le de nouveau.',
    'The letters of this file are encoded in a way we do not read. Save it as “CSV UTF-8”, then upload it again.',
  ),
  'too-large': say(
    'Ce fichier est trop gros. Partagez-le en plusieurs fichiers, puis déposez-les l’un après l’autre.',
    'This file is too large. Split it into several files, then upload them one after the other.',
  ),
  'too-large-unpacked': say(
    'Ce fichier est démesuré une fois décompressé. Recopiez vos lignes dans un tableau neuf, puis déposez-le.',
    'This file is out of proportion once unpacked. Copy your rows into a new spreadsheet, then upload it.',
  ),
  'too-many-rows': say(
    'Ce tableau a trop de lignes. Partagez-le en plusieurs fichiers, puis déposez-les l’un après l’autre.',
    'This spreadsheet has too many rows. Split it into several files, then upload them one after the other.',
  ),
  'too-many-columns': say(
    'Ce tableau a trop de colonnes. Supprimez celles qui ne servent pas, puis déposez-le de nouveau.',
    'This spreadsheet has too many columns. Delete those that are not needed, then upload it again.',
  ),
  'cell-too-long': say(
    'Une cellule de ce tableau contient un texte démesuré. Raccourcissez-le, puis déposez le fichier de nouveau.',
    'A cell of this spreadsheet holds a text that is far too long. Shorten it, then upload the file again.',
  ),
  'no-sheet': say(
    'Ce classeur n’a aucune feuille que nous puissions lire. Recopiez vos données dans une feuille visible, puis déposez-le de nouveau.',
    'This workbook has no sheet that we can read. Copy your data into a visible sheet, then upload it again.',
  ),
  'sheet-unknown': say(
    'Ce classeur n’a pas de feuille de ce nom. Choisissez l’une de celles qui sont proposées.',
    'This workbook has no sheet of that name. Choose one of those that are offered.',
  ),
} satisfies Record<string, Text>;

export type RefusalCode = keyof typeof REFUSALS;

/** A file that is not read, or not further. */
export class TableRefusal extends Error {
  readonly code: RefusalCode;
  readonly detail: Text;
  constructor(code: RefusalCode, cause?: unknown) {
    super(`${code}${cause ? `: ${cause instanceof Error ? cause.message : cause}` : ''}`);
    this.name = 'TableRefusal';
    this.code = code;
    this.detail = REFUSALS[code];
  }
}
