import type { SoundSeal } from '../../../shared/documents/verify-pdf.ts';
import { written } from '../../proof/backed.ts';
import type { Entry } from '../../proof/ledger.ts';
import type { Signer } from '../signer.ts';
import { signatureBacking } from './signature-backing.ts';
import type { SignatureFacts } from './signature-proof.ts';

interface Known {
  signers: readonly Signer[];
  history: readonly Entry[];
  seal: SoundSeal;
  now: Date;
}

/** Everything known of a sealed request, as its proof states it: what its acts say, and what its seal does. */
export function proofFacts({ signers, history, seal, now }: Known): SignatureFacts {
  const { signedBy, timestamp, value } = seal;
  if (!value.chainHead) throw new Error('The seal states no chain of acts');
  const facts = written(signatureBacking(history)) as Omit<SignatureFacts, 'seal' | 'chain' | 'generatedAt'>;
  return {
    ...facts,
    signers: facts.signers.map((signer) => {
      const deliveredAt = signers.find(({ id }) => id === signer.id)?.invitationDeliveredAt;
      return { ...signer, invitation: { ...signer.invitation, ...(deliveredAt && { deliveredAt }) } };
    }),
    seal: {
      chain: value.chainHead,
      certificate: {
        ...signedBy,
        notBefore: signedBy.notBefore.toISOString(),
        notAfter: signedBy.notAfter.toISOString(),
      },
      timestamp: {
        at: timestamp.genTime.toISOString(),
        authority: timestamp.tsaName,
        policy: timestamp.policy,
        serial: timestamp.serial,
        fingerprint: timestamp.certFingerprint,
      },
    },
    chain: [...history],
    generatedAt: now.toISOString(),
  };
}
