import * as z from 'zod';
import { idOf } from '../shared/fields/about.ts';
import { metadata, reference } from '../shared/fields/caller-words.ts';
import { facts } from '../shared/function/fact.ts';
import { say } from '../shared/text.ts';

/** The life of a signature request. */
export const signatureFacts = facts({
  subject: 'signature',
  version: 1,
  kinds: {
    sent: say('Une invitation est partie.', 'An invitation has left.'),
    opened: say('Un signataire a ouvert le document.', 'A signer has opened the document.'),
    signed: say('Un signataire a signé.', 'A signer has signed.'),
    completed: say(
      'Tous ont signé ; le document scellé et sa preuve sont prêts.',
      'Everybody has signed; the sealed document and its evidence are ready.',
    ),
    declined: say(
      'Un signataire a refusé de signer : il n’y aura pas de document scellé.',
      'A signer has declined to sign: there will be no sealed document.',
    ),
    cancelled: say('La demande est annulée par son expéditeur.', 'The request is cancelled by its sender.'),
    expired: say(
      'Le délai pour signer est passé sans que tous aient signé.',
      'The time to sign is over, and not everybody has signed.',
    ),
    failed: say('Aucun de ceux qui doivent signer n’a pu être joint.', 'Nobody who has yet to sign could be reached.'),
  },
  data: z.object({
    requestId: idOf('sig', 'La demande de signature.', 'The signature request.'),
    documentId: idOf('doc', 'Le document à signer.', 'The document to sign.'),
    contactId: idOf('ctc', 'Le contact.', 'The contact.'),
    /** Whom it is about, where it is about one of the signers. */
    signerId: idOf(
      'sgn',
      'Le signataire, quand le fait est l’acte de l’un d’eux.',
      'The signer, where the fact is the act of one.',
    ).optional(),
    /** The sealed document in the contact's folder, once there is one. */
    sealedDocumentId: idOf(
      'doc',
      'Le document scellé, dès qu’il existe.',
      'The sealed document, once there is one.',
    ).optional(),
    reference: reference.optional(),
    metadata: metadata.optional(),
  }),
  sample: {
    requestId: 'sig_01kb3qa4d7t9v2x5m8p0e3hjwr',
    documentId: 'doc_01kb3q9v6m8d4f2y7n1xw5rhtz',
    contactId: 'ctc_01kb3q9tq2c5j8g4w6e0ysnmfa',
    sealedDocumentId: 'doc_01kb3qbc1n4r6s8y0a2d5f7gkm',
    reference: 'D-2026-042',
    metadata: { deal: '4711' },
  },
});
