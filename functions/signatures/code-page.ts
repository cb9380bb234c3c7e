import { after } from '../../shared/clock.ts';
import { maskedPhone } from '../../shared/codes/channels.ts';
import { CODE, codeState, refusal } from '../../shared/codes/code.ts';
import { waitForCode } from '../../shared/codes/make-code.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { brandOf } from '../branding/brand.ts';
import { askedOf, mayHaveMoreCodes } from './code.ts';
import { CodePage } from './code-form.tsx';
import { CONSENT_VERSION, consentText } from './consent-text.ts';
import type { SignatureRequest } from './signature-request.ts';
import type { Signer } from './signer.ts';
import { signingPath } from './signing-link.ts';

interface CodePageOf {
  tenant: Tenant;
  token: string;
  request: SignatureRequest;
  signer: Signer;
  now: Date;
  /** What was wrong with the code just typed. */
  error?: string;
}

/** The page that asks for the code, as it stands for this signer now. */
export async function codePage({ tenant, token, request, signer, now, error }: CodePageOf) {
  const { locale, original, sender } = request;
  const state = codeState(signer, now);
  const [brand, wait] = await Promise.all([
    brandOf(tenant, sender.company ?? sender.name),
    waitForCode(askedOf(tenant, signer), now),
  ]);
  const dead = state === 'live' ? undefined : refusal(state, 0)[locale];
  return CodePage({
    locale,
    brand,
    maskedPhone: maskedPhone(signer.phone),
    documentName: original.filename,
    documentPage: signingPath(token),
    consentText: consentText(request, signer, locale),
    consentVersion: CONSENT_VERSION,
    signAction: signingPath(token, '/signature'),
    resend: mayHaveMoreCodes(signer)
      ? {
          action: `${signingPath(token, '/code')}?after=${signer.codesSent}`,
          ...(wait && { again: { seconds: wait, at: after(now, wait) } }),
        }
      : undefined,
    attemptsLeft: state === 'live' ? CODE.tries - (signer.code?.tries ?? 0) : 0,
    expiresAt: new Date(signer.code?.expiresAt ?? now),
    error: error ?? dead,
    resentAt: signer.code && signer.code.number > signer.codesBefore + 1 ? new Date(signer.code.madeAt) : undefined,
  });
}
