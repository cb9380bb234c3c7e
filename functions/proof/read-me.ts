import { OID } from '../../shared/documents/der.ts';
import type { SoundSeal } from '../../shared/documents/verify-pdf.ts';
import type { Text } from '../../shared/text.ts';
import { PUBLISHED_AT } from './published-seals.ts';

/** What an area says of its bundles. */
export interface BundleTold {
  /** Of what is proved. */
  id: string;
  filename: string;
  /** Lines of the area's own files, before those that every bundle holds. */
  files: Text;
  /** The file of the bundle that sealed.pdf begins with, byte for byte, if there is one. */
  beginsWith?: 'original.pdf';
  /** What the reader is to know, if anything: a paragraph with a blank line around it. */
  toKnow?: Text;
}

/**
 * `LISEZMOI.txt`: what each file of the bundle is, and how anyone checks it with OpenSSL and poppler alone. The
 * numbers in the commands are where the seal stands in this very document, of `size` bytes.
 */
export function readMe(
  { id, filename, files, beginsWith, toKnow }: BundleTold,
  seal: Pick<SoundSeal, 'place' | 'value'>,
  size: number,
): Uint8Array {
  const steps = stepsFor(seal, size, beginsWith);
  return new TextEncoder().encode(`DOSSIER DE PREUVE ${id}
${filename}

(English below.)

Ce que contient ce dossier
${files.fr}
  proof.pdf         le dossier de preuve, à lire ; il est scellé lui aussi
  proof.json        le même, pour les programmes, avec la chaîne complète des actes
  certificates.pem  le certificat du cachet
  timestamp.tst     le jeton d'horodatage du cachet (RFC 3161)
  SHA256SUMS        l'empreinte de chaque fichier
${toKnow?.fr ?? ''}
Le vérifier sans nous, dans le dossier décompressé
${steps({
  sums: "Les fichiers n'ont pas changé :",
  prefix: "Le document signé commence par l'original (rien ne s'affiche) :",
  pdfsig: 'Les deux cachets sont valides et couvrent tout (« Total document signed ») :',
  fingerprint: "Empreinte du certificat, à comparer à celle que l'entreprise publie :",
  cms: 'Le cachet, avec OpenSSL seul (« CMS Verification successful ») :',
  token: "L'horodatage porte sur ce cachet (« Verification: OK » ; racine.pem est la racine de l'autorité) :",
  root: 'racine.pem',
  link: "Le cachet de proof.pdf porte l'empreinte de proof.json (en hexadécimal, sous notre identifiant) :",
  chain: "Celui de sealed.pdf porte le numéro et l'empreinte d'un acte de proof.json, le dernier avant le cachet :",
})}

Ou tout à la fois, avec le code source du service :
     npm run verify-proof -- dossier.zip --from https://ADRESSE-DU-SERVICE

Qui l'a fait
  Un dossier qui tient n'est encore de personne : n'importe qui peut faire une clé, un cachet et une histoire qui
  s'accordent. Il n'est « valide » que si son certificat et son autorité d'horodatage sont connus autrement que par lui :
  publiés par le service à https://ADRESSE-DU-SERVICE${PUBLISHED_AT} (--from), donnés par l'entreprise
  (--certificate, --authority), ou menant à une racine publique. Sinon verify-proof dit « entier, d'un auteur inconnu »
  (code de sortie 3 ; 0 valide, 1 rompu, 2 rien à vérifier). Prenez cette adresse ou ces empreintes auprès de
  l'entreprise, jamais dans ce dossier.

----------------------------------------------------------------------

EVIDENCE BUNDLE ${id}

What this bundle holds
${files.en}
  proof.pdf         the evidence file, for people; it is sealed too
  proof.json        the same for programs, with the complete chain of acts
  certificates.pem  the certificate of the seal
  timestamp.tst     the time-stamp token of the seal (RFC 3161)
  SHA256SUMS        the fingerprint of each file
${toKnow?.en ?? ''}
Verifying it without us, in the unpacked bundle
${steps({
  sums: 'The files have not changed:',
  prefix: 'The signed document begins with the original (nothing is printed):',
  pdfsig: 'Both seals are valid and cover everything ("Total document signed"):',
  fingerprint: 'Fingerprint of the certificate, to compare with the one that the business publishes:',
  cms: 'The seal, with OpenSSL alone ("CMS Verification successful"):',
  token: 'The time-stamp is of this seal ("Verification: OK"; root.pem is the authority\'s root):',
  root: 'root.pem',
  link: 'The seal of proof.pdf states the fingerprint of proof.json (in hexadecimal, under our identifier):',
  chain: 'That of sealed.pdf states number and fingerprint of an act of proof.json, the last one before the seal:',
})}

Or all at once, with the source code of the service:
     npm run verify-proof -- bundle.zip --from https://ADDRESS-OF-THE-SERVICE --lang en

Who made it
  A bundle that holds is nobody's yet: anybody can make a key, a seal and a story that agree. It is "valid" only when its
  certificate and its time-stamp authority are known by another way than itself: published by the service at
  https://ADDRESS-OF-THE-SERVICE${PUBLISHED_AT} (--from), given by the business (--certificate, --authority), or leading
  to a public root. Otherwise verify-proof says "whole, by an unknown maker" (exit code 3; 0 valid, 1 broken, 2 nothing
  to verify). Take that address or those fingerprints from the business, never from this bundle.
`);
}

type Titles = Record<
  'sums' | 'prefix' | 'pdfsig' | 'fingerprint' | 'cms' | 'token' | 'root' | 'link' | 'chain',
  string
>;

const stepsFor =
  (
    { place, value: { cms, signatureValue } }: Pick<SoundSeal, 'place' | 'value'>,
    size: number,
    original: string | undefined,
  ) =>
  (titles: Titles) => {
    const steps: [title: string, commands: string][] = [
      [titles.sums, '     sha256sum -c SHA256SUMS'],
      ...(original
        ? ([[titles.prefix, `     cmp -n "$(wc -c < ${original})" ${original} sealed.pdf`]] satisfies [
            string,
            string,
          ][])
        : []),
      [titles.pdfsig, '     pdfsig sealed.pdf\n     pdfsig proof.pdf'],
      [titles.fingerprint, '     openssl x509 -in certificates.pem -noout -subject -fingerprint -sha256'],
      [
        titles.cms,
        `     tail -c +${place.start + 2} sealed.pdf | head -c ${cms.length * 2} | xxd -r -p > seal.der
     { head -c ${place.start} sealed.pdf; tail -c ${size - place.end} sealed.pdf; } > covered.bin
     openssl cms -verify -binary -inform DER -in seal.der -content covered.bin \\
       -CAfile certificates.pem -partial_chain -no_check_time -purpose any -out /dev/null`,
      ],
      [
        titles.token,
        `     tail -c +${valueOffset(cms, signatureValue) + 1} seal.der | head -c ${signatureValue.length} > value.bin
     openssl ts -reply -token_in -in timestamp.tst -text
     openssl ts -verify -token_in -in timestamp.tst -data value.bin -CAfile ${titles.root}`,
      ],
      [
        titles.link,
        `     sha256sum proof.json
     pdfsig -dump proof.pdf
     openssl asn1parse -inform DER -in proof.pdf.sig0 | grep -A 2 ${OID.evidenceOf}`,
      ],
      [titles.chain, `     openssl asn1parse -inform DER -in seal.der | grep -A 4 ${OID.chainHead}`],
    ];
    return steps.map(([title, commands], i) => `  ${i + 1}. ${title}\n${commands}`).join('\n');
  };

/** Where the signature's value stands in its message. */
const valueOffset = (cms: Uint8Array, signatureValue: Uint8Array) =>
  Buffer.from(cms.buffer, cms.byteOffset, cms.length).indexOf(signatureValue);
