import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Write } from '../../shared/table/transact.ts';
import type { RequestActOf } from './request-acts.ts';
import type { Ending } from './request-states.ts';
import { happen, type SignatureRequest } from './signature-request.ts';
import { type Signer, signers } from './signer.ts';
import { tellClosed, withdrawInvitation } from './signer-mail.ts';

interface End {
  move: Ending;
  act: RequestActOf<'declined' | 'cancelled' | 'expired'>;
  /** Why, in the words of whoever ended it. */
  reason?: string | undefined;
  /** Who declined: they know. */
  by?: Signer;
}

/** The writes by which a request ends without a seal: invitations are taken back, and who may have had one is told. */
export async function endRequest(
  tenant: Tenant,
  request: SignatureRequest,
  all: readonly Signer[],
  { move, act, reason, by }: End,
  now: Date,
): Promise<Write[]> {
  const invitations = await withdrawInvitations(tenant, all, now);
  const told = invitations.flatMap(({ signer, mayHaveLeft }) =>
    (mayHaveLeft || signer.mayKnow) && signer.id !== by?.id ? [signer] : [],
  );
  const notices = await Promise.all(
    told.map((signer) => tellClosed(tenant, request, signer, { move, reason, by: by?.name }, now)),
  );
  return [
    ...happen(tenant, request, [act], { move, withdrawn: invitations.flatMap(({ writes }) => writes) }),
    ...notices,
  ];
}

/** Takes back what asks for a signature and has not left; whoever is not yet invited must still not be. */
async function withdrawInvitations(tenant: Tenant, all: readonly Signer[], now: Date) {
  return Promise.all(
    all.map(async (signer) => {
      if (!signer.invitationMailId) {
        return {
          signer,
          mayHaveLeft: false,
          writes: [signers.check(tenant, signer, { missing: ['invitationMailId'] })],
        };
      }
      return { signer, ...(await withdrawInvitation(tenant, signer, now)) };
    }),
  );
}
