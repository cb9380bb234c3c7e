/** Why a document is refused before anyone is asked to sign it. */
export type PdfRefusal =
  | 'not-a-pdf'
  | 'encrypted'
  | 'damaged'
  | 'bomb'
  | 'empty'
  | 'too-many-pages'
  | 'active-content'
  | 'dynamic-form'
  | 'form-values'
  | 'multimedia'
  | 'outside-content'
  | 'portfolio'
  | 'too-much-beside'
  | 'unsafe-attachment'
  | 'unsafe-link'
  | 'varying-content'
  | 'broken-signature'
  | 'no-change-allowed'
  | 'two-readings'
  | 'too-slow';

/** A document is refused for what was found while it was read. */
export class PdfRefused extends Error {
  override name = 'PdfRefused';
  readonly reason: PdfRefusal;

  constructor(reason: PdfRefusal) {
    super(reason);
    this.reason = reason;
  }
}

/** The longest document that can be signed: nobody reads more on a phone before signing. */
export const maxPages = 500;

/** Printing makes a document of what is seen of it; one that is signed would lose its signature. */
const print = {
  fr: 'Imprimez-le dans un nouveau PDF, puis envoyez ce nouveau fichier ; s’il est déjà signé, demandez à son auteur une autre version.',
  en: 'Print it to a new PDF, then send that new file; if it is already signed, ask its author for another version.',
};

const messages: Record<PdfRefusal, { fr: string; en: string }> = {
  'not-a-pdf': {
    fr: 'Ce fichier n’est pas un PDF. Exportez ou imprimez votre document au format PDF, puis envoyez-le de nouveau.',
    en: 'This file is not a PDF. Export or print your document as a PDF, then send it again.',
  },
  encrypted: {
    fr: 'Ce PDF est protégé par un mot de passe ou par des restrictions. Retirez la protection, puis envoyez-le de nouveau.',
    en: 'This PDF is protected by a password or by restrictions. Remove the protection, then send it again.',
  },
  damaged: {
    fr: `Ce PDF est incomplet ou endommagé. ${print.fr}`,
    en: `This PDF is incomplete or damaged. ${print.en}`,
  },
  bomb: {
    fr: `Ce PDF occuperait une place démesurée une fois ouvert. ${print.fr}`,
    en: `This PDF would take up an unreasonable amount of memory once opened. ${print.en}`,
  },
  empty: {
    fr: 'Ce PDF ne contient aucune page. Vérifiez le document, puis envoyez-le de nouveau.',
    en: 'This PDF has no page. Check the document, then send it again.',
  },
  'too-many-pages': {
    fr: `Ce PDF compte plus de ${maxPages} pages. Envoyez-le en plusieurs documents.`,
    en: `This PDF has more than ${maxPages} pages. Send it as several documents.`,
  },
  'two-readings': {
    fr: `Ce PDF ne se lit pas de la même façon d’un logiciel à l’autre : nul ne saurait ce qui a été signé. ${print.fr}`,
    en: `This PDF does not read the same from one program to another: nobody could tell what was signed. ${print.en}`,
  },
  'too-slow': {
    fr: `Ce PDF est si compliqué qu’il n’a pas pu être vérifié à temps. ${print.fr}`,
    en: `This PDF is so complicated that it could not be checked in time. ${print.en}`,
  },
  'broken-signature': {
    fr: 'Ce PDF porte une signature électronique qui ne correspond plus au fichier. Envoyez le fichier signé tel que vous l’avez reçu, ou demandez-le de nouveau à son auteur.',
    en: 'This PDF bears an electronic signature that no longer matches the file. Send the signed file just as you received it, or ask its author for it again.',
  },
  'active-content': {
    fr: `Ce PDF contient du code ou des boutons qui peuvent en changer l’apparence ou agir à votre insu. ${print.fr}`,
    en: `This PDF contains code or buttons that may change what it shows or act without your knowledge. ${print.en}`,
  },
  'dynamic-form': {
    fr: `Ce PDF contient un second formulaire (XFA) que seuls certains lecteurs montrent à la place de ses pages. ${print.fr}`,
    en: `This PDF holds a second form (XFA) that only some readers show in place of its pages. ${print.en}`,
  },
  'form-values': {
    fr: `Les champs du formulaire de ce PDF ne s’affichent pas tous comme ils sont remplis. ${print.fr}`,
    en: `Not all fields of the form in this PDF show what they are filled with. ${print.en}`,
  },
  multimedia: {
    fr: `Ce PDF contient un film, un son ou un objet en trois dimensions, qui ne peuvent pas être signés. ${print.fr}`,
    en: `This PDF holds a film, a sound or a three-dimensional object, which cannot be signed. ${print.en}`,
  },
  'outside-content': {
    fr: `Ce PDF montre ou ouvre des fichiers qui ne sont pas dedans et peuvent changer après la signature. ${print.fr}`,
    en: `This PDF shows or opens files that are not inside it and may change after the signature. ${print.en}`,
  },
  portfolio: {
    fr: 'Ce PDF est un porte-documents : il montre d’autres fichiers à la place de ses pages. Envoyez chaque fichier comme un document.',
    en: 'This PDF is a portfolio: it shows other files in place of its pages. Send each file as a document.',
  },
  'too-much-beside': {
    fr: `Ce PDF contient plus de calques, de commentaires ou de champs remplis que le signataire ne pourrait en lire. ${print.fr}`,
    en: `This PDF holds more layers, comments or filled fields than the signer could look through. ${print.en}`,
  },
  'unsafe-attachment': {
    fr: 'Ce PDF contient une pièce jointe que le signataire ne peut pas ouvrir sans risque : un type inattendu, un PDF lui-même refusé, plus de 20 fichiers ou de 25 Mo. Retirez-la, ou demandez à l’auteur une version sans elle.',
    en: 'This PDF holds an attached file that the signer cannot open safely: of an unexpected type, a PDF that is itself refused, more than 20 files or 25 MB. Remove it, or ask the author for a version without it.',
  },
  'unsafe-link': {
    fr: `Ce PDF contient un lien qui ne mène pas à une adresse web (« javascript: », un fichier de votre ordinateur…). ${print.fr}`,
    en: `This PDF holds a link that does not lead to a web address (“javascript:”, a file of your computer…). ${print.en}`,
  },
  'varying-content': {
    fr: `Ce PDF ne montre pas la même chose à l’écran, sur papier ou selon le lecteur : un élément, une image ou un calque n’apparaît que dans un cas. ${print.fr}`,
    en: `This PDF does not show the same on screen, on paper or from one reader to another: an item, an image or a layer only appears in one case. ${print.en}`,
  },
  'no-change-allowed': {
    fr: 'L’auteur de ce PDF l’a certifié ou verrouillé en interdisant toute modification : y ajouter une signature romprait la sienne. Demandez-lui une version qui permet d’autres signatures.',
    en: 'The author of this PDF forbade any change when certifying or locking it: adding a signature would break theirs. Ask them for a version that allows further signatures.',
  },
};

/** What to tell the person who sent the document: what is wrong and what to do next. */
export const refusalMessage = (reason: PdfRefusal, locale: 'fr' | 'en'): string => messages[reason][locale];
