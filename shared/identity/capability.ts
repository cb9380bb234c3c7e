import * as z from 'zod';
import { newSecret } from '../ids.ts';
import { gone, notFound } from '../problem/problem.ts';
import { sha256Hex } from '../sha256.ts';
import { entity } from '../table/entity.ts';
import type { Write } from '../table/transact.ts';
import { say } from '../text.ts';
import { PLATFORM, type Tenant, tenantId } from './tenant.ts';

/**
 * A link that is itself the right to do one thing: 256 bits, kept only as a hash, for one purpose, until a date.
 */
const capabilities = entity({
  name: 'capability',
  partition: 'hash',
  schema: z.object({
    hash: z.string(),
    purpose: z.string(),
    tenant: z.union([tenantId, z.literal(PLATFORM)]),
    /** Ids of what it opens. */
    subject: z.record(z.string(), z.string()),
    until: z.string(),
  }),
  // Kept a while after it has ended, so that its holder is told why it no longer opens anything.
  expires: ({ until }) => new Date(Date.parse(until) + 90 * 86_400_000),
});

interface Grant {
  tenant: Tenant;
  purpose: string;
  subject: Record<string, string>;
  until: Date;
}

export function grantCapability({ until, ...grant }: Grant): { token: string; write: Write } {
  const token = newSecret();
  const item = { ...grant, hash: sha256Hex(token), until: until.toISOString() };
  return { token, write: capabilities.put(PLATFORM, item) };
}

/** Of a link that was never given, or is no longer its holder's. */
export const unknownLink = () =>
  notFound(
    say(
      'Ce lien n’est pas valable. Ouvrez celui du dernier e-mail que vous avez reçu.',
      'This link is not valid. Open the one in the last email you received.',
    ),
  );

interface Capability {
  tenant: Tenant;
  subject: Record<string, string>;
  until: string;
}

/** What a token opens, or opened once. @throws 404 for a token never given or of another purpose */
export async function findCapability(token: string, purpose: string): Promise<Capability> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) throw unknownLink();
  const found = await capabilities.get(PLATFORM, { hash: sha256Hex(token) });
  if (!found || found.purpose !== purpose) throw unknownLink();
  const { tenant, subject, until } = found;
  return { tenant: tenant as Tenant, subject, until };
}

/** @throws 410 when its time is over */
export function inTime({ until }: Capability, now: Date): void {
  if (now.toISOString() <= until) return;
  throw gone(
    'link-expired',
    say(
      'Ce lien a expiré. Demandez-en un nouveau à l’entreprise qui vous l’a envoyé.',
      'This link has expired. Ask the business that sent it for a new one.',
    ),
  );
}

/** What a token opens. @throws 404 as `findCapability`, 410 as `inTime` */
export async function useCapability(token: string, purpose: string, now: Date): Promise<Capability> {
  const capability = await findCapability(token, purpose);
  inTime(capability, now);
  return capability;
}
