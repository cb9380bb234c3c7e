import { badRequest, invalidField, Problem } from '../problem/problem.ts';
import { sha256Hex } from '../sha256.ts';
import { say } from '../text.ts';
import { unknownFieldText } from './fault-words.ts';
import { jsonOf, mediaType, type RawBody } from './parse.ts';

/** The part of a form that holds its fields, as JSON. */
export const FIELDS_PART = 'request';

/**
 * Bytes of a whole form. A function is given 6 MB, in Base64: 4.5 MB and the headers; what is larger than that never
 * comes to it, and is refused by the front door.
 */
const LARGEST = 4 * 1024 * 1024;

export interface SentFile {
  name: string;
  bytes: Uint8Array;
}

export interface Form {
  fields: unknown;
  file: SentFile;
  /** What was sent: a form sent again has other words between its parts. */
  identity: string;
}

export const isForm = (request: RawBody): boolean => mediaType(request) === 'multipart/form-data';

/** The parts of a form. @throws 413, 400 */
async function partsOf({ headers, body = '', isBase64Encoded }: RawBody): Promise<FormData> {
  const sent = Buffer.from(body, isBase64Encoded ? 'base64' : 'latin1');
  if (sent.byteLength > LARGEST) throw tooLarge();
  return new Response(new Uint8Array(sent), { headers: { 'content-type': headers['content-type'] ?? '' } })
    .formData()
    .catch(() => {
      throw badRequest(
        say('Ce formulaire multipart/form-data ne se lit pas.', 'This multipart/form-data form cannot be read.'),
      );
    });
}

/** The one file of a form that people send, if they chose one. @throws 413, 400 */
export async function fileOf(request: RawBody, part: string): Promise<SentFile | undefined> {
  if (!isForm(request)) return undefined;
  const form = await partsOf(request);
  const file = form.get(part);
  if (!(file instanceof File) || file.size === 0) return undefined;
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** The fields and the file of a form. @throws 413, 400, 422 */
export async function formOf(request: RawBody, part: string): Promise<Form> {
  const form = await partsOf(request);
  for (const name of form.keys()) {
    if (name !== FIELDS_PART && name !== part) throw invalidField(`/${name}`, unknownFieldText(name));
  }
  const [file, ...others] = form.getAll(part);
  if (!(file instanceof File) || others.length) throw invalidField(`/${part}`, oneFile(part));
  const fields = form.get(FIELDS_PART);
  if (fields === null) throw invalidField(`/${FIELDS_PART}`, MISSING);
  const text = typeof fields === 'string' ? fields : await fields.text();
  const bytes = new Uint8Array(await file.arrayBuffer());
  return {
    fields: jsonOf(text),
    file: { name: file.name, bytes },
    identity: JSON.stringify([text, file.name, sha256Hex(bytes)]),
  };
}

const MISSING = say(
  `Donnez les champs en JSON dans la partie « ${FIELDS_PART} » du formulaire.`,
  `Give the fields as JSON in the part “${FIELDS_PART}” of the form.`,
);

const oneFile = (part: string) =>
  say(
    `Joignez un fichier, et un seul : -F ${part}=@fichier.pdf avec curl.`,
    `Attach a file, and one only: -F ${part}=@file.pdf with curl.`,
  );

const tooLarge = () =>
  new Problem('too-large', {
    detail: say(
      'Un appel qui porte son fichier fait au plus 4 Mo. Annoncez ce document par POST /v1/contacts/{contactId}/documents : la réponse donne un lien où le déposer, jusqu’à 25 Mo. Donnez ensuite son `documentId`.',
      'A call that brings its file is at most 4 MB. Announce this document by POST /v1/contacts/{contactId}/documents: the answer gives a link to send it to, up to 25 MB. Then give its `documentId`.',
    ),
  });
