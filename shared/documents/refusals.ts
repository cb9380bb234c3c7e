/** Why a document is refused before anyone is asked to sign it. */
export type PdfRefusal =
  | 'not-a-pdf'
  | 'encrypted'
  | 'damaged'
  | 'bomb'
  | 'empty'
  | 'too-many-pages'
  | 'active-content'
  | 'broken-signature';

/** The longest document that can be signed: nobody reads more on a phone before signing. */
export const maxPages = 500;

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
    fr: 'Ce PDF est incomplet ou endommagé. Ouvrez-le, imprimez-le dans un nouveau PDF, puis envoyez ce nouveau fichier.',
    en: 'This PDF is incomplete or damaged. Open it, print it to a new PDF, then send that new file.',
  },
  bomb: {
    fr: 'Ce PDF occuperait une place démesurée une fois ouvert. Imprimez-le dans un nouveau PDF, puis envoyez ce nouveau fichier.',
    en: 'This PDF would take up an unreasonable amount of memory once opened. Print it to a new PDF, then send that new file.',
  },
  empty: {
    fr: 'Ce PDF ne contient aucune page. Vérifiez le document, puis envoyez-le de nouveau.',
    en: 'This PDF has no page. Check the document, then send it again.',
  },
  'too-many-pages': {
    fr: `Ce PDF compte plus de ${maxPages} pages. Envoyez-le en plusieurs documents.`,
    en: `This PDF has more than ${maxPages} pages. Send it as several documents.`,
  },
  'broken-signature': {
    fr: 'Ce PDF porte une signature électronique qui ne correspond plus au fichier. Envoyez le fichier signé tel que vous l’avez reçu, ou imprimez-le dans un nouveau PDF.',
    en: 'This PDF bears an electronic signature that no longer matches the file. Send the signed file just as you received it, or print it to a new PDF.',
  },
  'active-content': {
    fr: 'Ce PDF contient du code qui peut en changer l’apparence ou agir à votre insu. Imprimez-le dans un nouveau PDF, puis envoyez ce nouveau fichier.',
    en: 'This PDF contains code that may change what it shows or act without your knowledge. Print it to a new PDF, then send that new file.',
  },
};

/** What to tell the person who sent the document: what is wrong and what to do next. */
export const refusalMessage = (reason: PdfRefusal, locale: 'fr' | 'en'): string => messages[reason][locale];
