import type { ProofWords } from './proof-words.fr.ts';

/** The English wording of what every evidence document has. */
export const en: ProofWords = {
  page: (n, of) => `Page ${n} of ${of}`,
  sealTitle: 'Seal of the evidence file',
  sealPurpose: 'Seals this file and, by its fingerprint, the proof.json that comes with it.',
  timeline: 'Timeline of acts',
  timelineNote:
    'Each act bears the fingerprint of the one before it: changing, removing or adding one would break the chain. ' +
    'Times are given in universal time (UTC), then in Paris.',
  when: 'Date and time',
  act: 'Act and actor',
  recorded: 'Recorded facts',
  colon: ': ',
  hash: 'Fingerprint',
  erased: 'erased',
  seal: 'Seal and time-stamp',
  certificate: 'Certificate of the seal',
  issuer: 'Issued by',
  selfIssued: 'itself (self-issued)',
  serial: 'Serial number',
  fingerprint: 'SHA-256 fingerprint',
  validity: 'Validity',
  from: 'from',
  to: 'to',
  timestampAt: 'Certified time',
  authority: 'Time-stamp authority',
  policy: 'Policy',
  verify: 'Verifying without us',
  verifyNote: 'In the unpacked bundle. LISEZMOI.txt gives the complete verification with OpenSSL.',
  commands: [
    ['The files are those of the bundle:', 'sha256sum -c SHA256SUMS'],
    ['The seal covers the whole document (“Total document signed”):', 'pdfsig sealed.pdf'],
    [
      'The certificate is the one the business publishes:',
      'openssl x509 -in certificates.pem -noout -fingerprint -sha256',
    ],
    ['What the time-stamp says:', 'openssl ts -reply -token_in -in timestamp.tst -text'],
    [
      'All at once, with the source code of the service:',
      'npm run verify-proof -- bundle.zip --from https://ADDRESS-OF-THE-SERVICE --lang en',
    ],
  ],
  proofJson: 'SHA-256 fingerprint of proof.json, which holds all of the above and the complete chain:',
  law: 'What this file establishes',
  retention: 'Retention',
  keptUntil: 'Kept until',
};
