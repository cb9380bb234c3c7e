import type { SoundSeal } from '../../../shared/documents/verify-pdf.ts';
import { written } from '../../proof/backed.ts';
import type { Entry } from '../../proof/ledger.ts';
import { sealFacts } from '../../proof/sealed-proof.ts';
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
  const facts = written(signatureBacking(history)) as Omit<SignatureFacts, 'seal' | 'chain' | 'generatedAt'>;
  return {
    ...facts,
    signers: facts.signers.map((signer) => {
      const deliveredAt = signers.find(({ id }) => id === signer.id)?.invitationDeliveredAt;
      return { ...signer, invitation: { ...signer.invitation, ...(deliveredAt && { deliveredAt }) } };
    }),
    seal: sealFacts(seal),
    chain: [...history],
    generatedAt: now.toISOString(),
  };
}
