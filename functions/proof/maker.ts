import { X509Certificate } from 'node:crypto';
import { anchorOf } from '../../shared/documents/trust-anchors.ts';
import { commonName } from '../../shared/documents/verify-cms.ts';
import type { SignatureVerification } from '../../shared/documents/verify-pdf.ts';
import type { TimestampVerification } from '../../shared/documents/verify-timestamp.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { say } from '../../shared/text.ts';
import type { Check } from './check.ts';

/** A certificate known from elsewhere than the bundle; between these times only, where they are said. */
export interface KnownCertificate {
  /** Lower-case hexadecimal, of the DER. */
  sha256: string;
  notBefore?: string;
  notAfter?: string;
}

/**
 * What whoever verifies knows from elsewhere than the bundle, beside the roots that Node ships: anybody can make a key, an
 * authority and a chain of acts that hold together.
 */
export interface Known {
  certificates: readonly KnownCertificate[];
  /** Of time-stamp authorities, or of roots that they lead to: SHA-256, lower-case hexadecimal. */
  authorities: readonly string[];
}

export const nothingKnown: Known = { certificates: [], authorities: [] };

/** Whether the certificate of these seals is known, each at the time of its time-stamp. */
export function sealTrust(seals: readonly SignatureVerification[], { certificates }: Known): Check {
  const name = 'certificate-trust';
  const [first] = seals;
  const described = first?.signedBy;
  const anchors = seals.map((seal) => sealAnchor(seal, certificates));
  const [anchor] = anchors;
  if (!described) {
    return { name, outcome: 'unknown', text: say('Le cachet n’est de personne.', 'The seal is nobody’s.') };
  }
  const { subject, fingerprint } = described;
  if (anchor && anchors.every((each) => each !== undefined)) {
    return {
      name,
      outcome: 'passed',
      text: anchor.self
        ? say(
            `L’auteur est connu : le certificat du cachet (${subject}) est celui que vous désignez, ${fingerprint}.`,
            `The maker is known: the certificate of the seal (${subject}) is the one that you name, ${fingerprint}.`,
          )
        : say(
            `L’auteur est connu : le certificat du cachet (${subject}) mène à « ${anchor.name} ».`,
            `The maker is known: the certificate of the seal (${subject}) leads to “${anchor.name}”.`,
          ),
    };
  }
  const isOutOfTime = certificates.some(({ sha256 }) => sha256 === fingerprint);
  return {
    name,
    outcome: 'unknown',
    text: isOutOfTime
      ? say(
          `L’auteur est inconnu : le certificat du cachet (${subject}, ${fingerprint}) est publié pour une autre période que celle de l’horodatage.`,
          `The maker is unknown: the certificate of the seal (${subject}, ${fingerprint}) is published for another period than that of the time-stamp.`,
        )
      : say(
          `L’auteur est inconnu : rien que ce dossier ne dit de qui est le certificat du cachet (${subject}). Son empreinte : ${fingerprint}.`,
          `The maker is unknown: nothing but this bundle says whose the certificate of the seal is (${subject}). Its fingerprint: ${fingerprint}.`,
        ),
  };
}

function sealAnchor({ value, signedBy, timestamp }: SignatureVerification, known: readonly KnownCertificate[]) {
  if (!value || !signedBy || !timestamp) return undefined;
  const at = timestamp.genTime;
  const chain = value.certificates.map((der) => new X509Certificate(der));
  const leaf = chain.find(({ raw }) => sha256Hex(raw) === signedBy.fingerprint);
  const named = known.filter((each) => isWithin(each, at)).map(({ sha256 }) => sha256);
  const anchor = leaf && anchorOf(leaf, chain, at, named, 'documents');
  return anchor && { name: commonName(anchor), self: anchor === leaf };
}

const isWithin = ({ notBefore, notAfter }: KnownCertificate, at: Date): boolean =>
  (!notBefore || Date.parse(notBefore) <= at.getTime()) && (!notAfter || at.getTime() <= Date.parse(notAfter));

/** Who time-stamped, each authority once; verified with the authorities that are known. */
export const authorityTrust = (timestamps: readonly TimestampVerification[]): Check[] =>
  [...new Map(timestamps.map((each) => [each.certFingerprint, each])).values()].map(
    ({ tsaName, certFingerprint, anchor }): Check => ({
      name: 'authority-trust',
      ...(anchor
        ? {
            outcome: 'passed',
            text: say(
              `L’autorité d’horodatage est connue : ${tsaName}, qui mène à « ${anchor} ».`,
              `The time-stamp authority is known: ${tsaName}, which leads to “${anchor}”.`,
            ),
          }
        : {
            outcome: 'unknown',
            text: say(
              `L’autorité d’horodatage est inconnue : ${tsaName} ne mène à aucune racine que Node connaisse ni à rien de ce que vous désignez. L’empreinte de son certificat : ${certFingerprint}.`,
              `The time-stamp authority is unknown: ${tsaName} leads to no root that Node knows nor to anything that you name. The fingerprint of its certificate: ${certFingerprint}.`,
            ),
          }),
    }),
  );
