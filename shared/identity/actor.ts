import { forbidden, unauthenticated } from '../problem/problem.ts';
import { say } from '../text.ts';
import { findApiKey } from './api-key.ts';
import { allows, type Right } from './rights.ts';
import type { Tenant } from './tenant.ts';

/** Who calls the API. */
export interface User {
  kind: 'user';
  tenant: Tenant;
  userId: string;
  keyId: string;
  thirdParty?: string;
  rights: readonly (Right | '*')[];
}

/** Whence a call comes, for limits and for proof. */
export interface Client {
  address: string;
  userAgent: string;
}

/** The user behind an Authorization header. @throws 401, and 403 when the right is missing */
export async function authenticate(authorization: string | undefined, wanted: Right | undefined): Promise<User> {
  const [, text] = /^Bearer\s+(\S+)$/i.exec(authorization?.trim() ?? '') ?? [];
  const key = text && (await findApiKey(text));
  if (!key) throw unauthenticated();
  if (wanted) mustHold(key, wanted);
  const { accountId, userId, id, thirdParty, rights } = key;
  return { kind: 'user', tenant: accountId, userId, keyId: id, ...(thirdParty && { thirdParty }), rights };
}

/** What a call does beside what its contract asks a right for. @throws 403 */
export function mustHold({ rights }: Pick<User, 'rights'>, wanted: Right): void {
  if (allows(rights, wanted)) return;
  throw forbidden(say(`Cette clé n’a pas le droit « ${wanted} ».`, `This key does not hold the right “${wanted}”.`));
}
