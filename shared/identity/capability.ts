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

const unknownLink = () =>
  notFound(
    say(
      'Ce lien n’est pas valable. Ouvrez celui du dernier email que vous avez reçu.',
      'This link is not valid. Open the one in the last email you received.',
    ),
  );

/** What a token opens. @throws 404 for a token never given or of another purpose, 410 when its time is over */
export async function useCapability(token: string, purpose: string, now: Date) {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) throw unknownLink();
  const found = await capabilities.get(PLATFORM, { hash: sha256Hex(token) });
  if (!found || found.purpose !== purpose) throw unknownLink();
  if (now.toISOString() > found.until) {
    throw gone(
      'link-expired',
      say(
        'Ce lien a expiré. Demandez-en un nouveau à l’entreprise qui vous l’a envoyé.',
        'This link has expired. Ask the business that sent it for a new one.',
      ),
    );
  }
  return { tenant: found.tenant as Tenant, subject: found.subject };
}
