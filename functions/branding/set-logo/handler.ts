import { serve } from '../../../shared/function/http.ts';
import { putObject } from '../../../shared/objects/objects.ts';
import { invalidField } from '../../../shared/problem/problem.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import { say, type Text } from '../../../shared/text.ts';
import { changeLogo, readBrand, viewOf } from '../brand.ts';
import { imageIn, LONGEST_SIDE } from '../logo-image.ts';
import contract from './contract.ts';

/** Bytes. It travels in each mail. */
const LARGEST = 200_000;
/** Pixels. */
const SHORTEST_SIDE = 16;

export const handler = serve(contract, async ({ body, actor: { tenant }, now }) => {
  const bytes = Buffer.from(body.image, 'base64');
  if (bytes.length > LARGEST) throw refused(tooHeavy(bytes.length));
  const image = imageIn(bytes);
  if (!image) throw refused(NO_IMAGE);
  const { type, width, height } = image;
  if (Math.max(width, height) > LONGEST_SIDE || Math.min(width, height) < SHORTEST_SIDE)
    throw refused(otherSize(width, height));
  const content = await putObject({
    bucket: 'documents',
    key: `${tenant}/brand/${sha256Hex(bytes)}`,
    bytes,
    contentType: type,
  });
  const { brand, writes } = changeLogo(tenant, await readBrand(tenant), { ...image, content }, now);
  return { status: 200, body: viewOf(brand), writes };
});

const refused = (why: Text) => invalidField('/image', why);

const NO_IMAGE = say(
  'Ce fichier n’est ni un PNG ni un JPEG entier, quel que soit son nom. Un SVG n’est pas accepté : exportez-le en PNG.',
  'This file is neither a whole PNG nor a whole JPEG, whatever its name. SVG is not accepted: export it as PNG.',
);
const tooHeavy = (bytes: number) =>
  say(
    `Ce fichier fait ${Math.ceil(bytes / 1000)} Ko ; un logo en fait ${LARGEST / 1000} au plus, car il voyage dans chaque e-mail. Réduisez-le à 600 pixels de large.`,
    `This file has ${Math.ceil(bytes / 1000)} KB; a logo has at most ${LARGEST / 1000}, for it travels in each email. Make it 600 pixels wide.`,
  );
const otherSize = (width: number, height: number) =>
  say(
    `Cette image fait ${width} × ${height} pixels ; chaque côté d’un logo en fait de ${SHORTEST_SIDE} à ${LONGEST_SIDE}.`,
    `This picture has ${width} × ${height} pixels; each side of a logo has ${SHORTEST_SIDE} to ${LONGEST_SIDE}.`,
  );
