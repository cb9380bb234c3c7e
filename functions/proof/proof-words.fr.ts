/** The French wording of what every evidence document has: the one that gives the others their shape. */
export const fr = {
  page: (n: number, of: number) => `Page ${n} sur ${of}`,
  sealTitle: 'Cachet du dossier de preuve',
  sealPurpose: 'Scelle ce dossier et, par son empreinte, le fichier proof.json qui l’accompagne.',
  timeline: 'Chronologie des actes',
  timelineNote:
    'Chaque acte porte l’empreinte du précédent : en changer, en ôter ou en ajouter un romprait la chaîne. Les heures ' +
    'sont données en temps universel (UTC), puis à Paris.',
  when: 'Date et heure',
  act: 'Acte et auteur',
  recorded: 'Faits enregistrés',
  colon: ' : ',
  hash: 'Empreinte',
  erased: 'effacé',
  seal: 'Cachet et horodatage',
  certificate: 'Certificat du cachet',
  issuer: 'Émis par',
  selfIssued: 'lui-même (auto-émis)',
  serial: 'Numéro de série',
  fingerprint: 'Empreinte SHA-256',
  validity: 'Validité',
  from: 'du',
  to: 'au',
  timestampAt: 'Heure certifiée',
  authority: 'Autorité d’horodatage',
  policy: 'Politique',
  verify: 'Vérifier sans nous',
  verifyNote: 'Dans le dossier décompressé. Le fichier LISEZMOI.txt donne la vérification complète avec OpenSSL.',
  commands: [
    ['Les fichiers sont ceux du dossier :', 'sha256sum -c SHA256SUMS'],
    ['Le cachet couvre tout le document (« Total document signed ») :', 'pdfsig sealed.pdf'],
    [
      'Le certificat est celui que l’entreprise publie :',
      'openssl x509 -in certificates.pem -noout -fingerprint -sha256',
    ],
    ['Ce que dit l’horodatage :', 'openssl ts -reply -token_in -in timestamp.tst -text'],
    [
      'Tout à la fois, avec le code source du service :',
      'npm run verify-proof -- dossier.zip --from https://ADRESSE-DU-SERVICE',
    ],
  ],
  proofJson: 'Empreinte SHA-256 du fichier proof.json, qui contient tout ce qui précède et la chaîne complète :',
  law: 'Ce que ce dossier établit',
  retention: 'Conservation',
  keptUntil: 'Conservé jusqu’au',
};

export type ProofWords = typeof fr;
