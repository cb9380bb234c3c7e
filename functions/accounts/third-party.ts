import type { Right } from '../../shared/identity/rights.ts';
import { invalidField } from '../../shared/problem/problem.ts';
import { say } from '../../shared/text.ts';

/** A partner that may hold a user's key: what it can be allowed to do, and nothing else. */
export interface ThirdParty {
  name: string;
  rights: readonly Right[];
}

const THIRD_PARTIES: Readonly<Record<string, ThirdParty>> = {
  'install-bois-32a7': {
    name: 'Install Bois',
    rights: ['contacts:read', 'contacts:write', 'documents:write', 'documents:read'],
  },
};

/** @throws 422 for a partner that nobody knows */
export function findThirdParty(id: string): ThirdParty {
  const found = Object.hasOwn(THIRD_PARTIES, id) ? THIRD_PARTIES[id] : undefined;
  if (found) return found;
  const known = Object.keys(THIRD_PARTIES).join(', ');
  throw invalidField(
    '/thirdParty',
    say(`Ce partenaire n’est pas connu. Partenaires : ${known}.`, `This partner is not known. Partners: ${known}.`),
  );
}
