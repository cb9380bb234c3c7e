import { getPinned } from '../../../shared/objects/objects.ts';
import { numbered, unknownCertificate } from '../certificate.ts';

/** The badge of a certificate, for whoever has its number. @throws 404 as long as there is none */
export async function findBadge(certificateId: string) {
  const found = await numbered(certificateId);
  const badged = found?.certificate.badged;
  if (!badged) throw unknownCertificate();
  return { ...found, jws: Buffer.from(await getPinned(badged)).toString() };
}
