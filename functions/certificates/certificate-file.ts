import * as z from 'zod';
import { inspectPdf, refusalMessage } from '../../shared/documents/inspect-pdf.ts';
import { filename } from '../../shared/fields/announced-file.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { getObject, putObject } from '../../shared/objects/objects.ts';
import { type Pinned, pinnedSchema } from '../../shared/objects/pinned.ts';
import { invalidField } from '../../shared/problem/problem.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say, type Text } from '../../shared/text.ts';
import { imageIn } from '../branding/logo-image.ts';

const TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const;

/** A background, a picture or an attachment: announced, sent, and looked at when it is first used. */
export const certificateFiles = entity({
  name: 'certificate-file',
  partition: 'id',
  schema: z.object({
    id: z.string(),
    filename,
    /** Bytes. */
    size: z.int(),
    sha256: z.string(),
    createdAt: z.string(),
    /** Where it is kept once it was used. */
    kept: z.object({ type: z.enum(TYPES), content: pinnedSchema }).optional(),
  }),
});
type CertificateFile = z.infer<(typeof certificateFiles)['schema']>;

export const fileKey = (tenant: Tenant, id: string): string => `${tenant}/files/${id}`;

const ID = /^cfl_[0-9a-z]{26}$/;

/** A file that may be used. */
export interface KeptFile {
  filename: string;
  type: (typeof TYPES)[number];
  content: Pinned;
}

/**
 * A file of the account's, sound, and kept from now on with the writes that say so.
 * @param pointer where it was named
 * @throws 422 when it is not there, has not come, or is neither a PDF nor a picture
 */
export async function useFile(
  tenant: Tenant,
  id: string,
  pointer: string,
): Promise<{ file: KeptFile; writes: Write[] }> {
  const found = ID.test(id) ? await certificateFiles.get(tenant, { id }) : undefined;
  if (!found) throw invalidField(pointer, UNKNOWN);
  if (found.kept) return { file: { filename: found.filename, ...found.kept }, writes: [] };
  const bytes = await sent(tenant, found);
  if (!bytes) throw invalidField(pointer, NEVER_CAME);
  const type = await typeOf(bytes, pointer);
  const content = await putObject({
    bucket: 'documents',
    key: `${tenant}/certificate-files/${found.sha256}`,
    bytes,
    contentType: type,
  });
  const kept = { type, content };
  return {
    file: { filename: found.filename, ...kept },
    writes: [certificateFiles.update(tenant, { id }, { set: { kept } })],
  };
}

async function sent(tenant: Tenant, { id, sha256 }: CertificateFile): Promise<Uint8Array | undefined> {
  try {
    const bytes = await getObject('imports', fileKey(tenant, id));
    return sha256Hex(bytes) === sha256 ? bytes : undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}

/** @throws 422 */
async function typeOf(bytes: Uint8Array, pointer: string): Promise<KeptFile['type']> {
  const image = imageIn(Buffer.from(bytes));
  if (image) return image.type;
  const inspection = await inspectPdf(bytes, Number.POSITIVE_INFINITY);
  if (inspection.ok) return 'application/pdf';
  if (inspection.reason === 'not-a-pdf') throw invalidField(pointer, NEITHER);
  const why = (locale: 'fr' | 'en') => refusalMessage(inspection.reason, locale);
  throw invalidField(pointer, say(why('fr'), why('en')));
}

const UNKNOWN: Text = say(
  'Ce fichier n’existe pas. Annoncez-le par POST /v1/certificate-files, puis envoyez-le.',
  'This file does not exist. Announce it with POST /v1/certificate-files, then send it.',
);
const NEVER_CAME = say(
  'Ce fichier fut annoncé et n’est pas arrivé. Envoyez-le à l’adresse reçue, ou annoncez-le de nouveau.',
  'This file was announced and has not come. Send it to the address given, or announce it again.',
);
const NEITHER = say(
  'Ce fichier n’est ni un PDF, ni un PNG, ni un JPEG entier. Exportez-le dans l’un de ces formats.',
  'This file is neither a whole PDF, nor a PNG, nor a JPEG. Export it in one of these formats.',
);
