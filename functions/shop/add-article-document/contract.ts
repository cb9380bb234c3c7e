import { HOUR } from '../../../shared/clock.ts';
import { idOf } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { articleDocumentInput } from '../article-document-view.ts';
import { announcedFile } from '../media-view.ts';

export default http({
  route: 'POST /v1/articles/{articleId}/documents',
  summary: say(
    'Ajoute un document à un article : un fichier à envoyer, ou un lien.',
    'Adds a document to an article: a file to send, or a link.',
  ),
  description: say(
    'Un fichier s’annonce (`filename`, `contentType`, `size`, `sha256`), puis s’envoie à `upload.url` dans le quart d’heure ; il compte dans la place du compte. Un lien (`url`, `label`) n’y compte pas.',
    'A file is announced (`filename`, `contentType`, `size`, `sha256`), then sent to `upload.url` within a quarter of an hour; it counts in the account’s storage. A link (`url`, `label`) does not.',
  ),
  auth: 'user',
  rights: 'shop:write',
  limit: { per: 'account', max: 1000, window: HOUR },
  body: articleDocumentInput,
  returns: { 201: announcedFile('application/pdf').extend({ id: idOf('adc') }) },
  problems: [409],
  access: ['table:write', 'media:write'],
});
