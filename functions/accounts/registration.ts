import * as z from 'zod';
import { after, HOUR, MINUTE } from '../../shared/clock.ts';
import { emailKey } from '../../shared/fields/email-address.ts';
import { apiKeys, issueApiKey } from '../../shared/identity/api-key.ts';
import { grantCapability, useCapability } from '../../shared/identity/capability.ts';
import { PLATFORM, type Tenant, tenantId } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { conflict, gone } from '../../shared/problem/problem.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { type Locale, say } from '../../shared/text.ts';
import { openAccount, type Person } from './account.ts';

/** Which account an address belongs to: its item makes the address unique, and says which sign-up took it. */
const registrations = entity({
  name: 'registration',
  partition: 'email',
  schema: z.object({
    /** In lower case. */
    email: z.string(),
    accountId: tenantId,
    userId: z.string(),
    signUpId: z.string(),
    /** The keys that its link gave. */
    keyIds: z.array(z.string()),
    at: z.string(),
  }),
});
type Registration = z.infer<(typeof registrations)['schema']>;

export const findRegistration = (email: string): Promise<Registration | undefined> =>
  registrations.get(PLATFORM, { email: emailKey(email) });

const PURPOSE = 'activate-account';
/** Seconds that the link of the email works. */
const LINK = 24 * HOUR;
/** Seconds after activation in which the same link still gives a key: a double click, an answer lost on its way. */
const SECOND_CLICK = 10 * MINUTE;
/** Presses, in all, that the same link answers so. */
const MOST_PRESSES = 3;

/** The path of the link that activates the account of `person`, and the write that makes it work. */
export function grantActivation({ email, firstName, lastName, company }: Person, now: Date) {
  const subject = { signUpId: newId('sup', now), email, firstName, lastName, ...(company && { company }) };
  const { token, write } = grantCapability({ tenant: PLATFORM, purpose: PURPOSE, subject, until: after(now, LINK) });
  return { path: `/activate/${token}`, write };
}

const signUp = z.object({
  signUpId: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  company: z.string().optional(),
});

/**
 * What the link of the email activates, and the registration when it already did.
 * @throws 404 unknown link; 410 expired, or used some time ago; 409 when another link activated the same address
 */
export async function openActivation(token: string, now: Date) {
  const { subject } = await useCapability(token, PURPOSE, now);
  const { signUpId, ...person } = signUp.parse(subject);
  const registration = await findRegistration(person.email);
  if (registration && registration.signUpId !== signUpId) throw addressTaken();
  if (registration && now > after(new Date(registration.at), SECOND_CLICK)) throw alreadyActivated();
  return { signUpId, person, registration };
}

/** Opens the account unless the same link just did; gives a key to it either way. @throws as openActivation */
export async function activate(
  token: string,
  locale: Locale,
  now: Date,
): Promise<{ accountId: Tenant; apiKey: string; writes: Write[] }> {
  const { signUpId, person, registration } = await openActivation(token, now);
  const name = locale === 'fr' ? 'Première clé' : 'First key';
  if (registration) {
    const { accountId, userId, email, keyIds } = registration;
    const given = await Promise.all(keyIds.map((id) => apiKeys.get(PLATFORM, { id })));
    // Who revokes keys has received one.
    if (keyIds.length >= MOST_PRESSES || given.some((key) => key?.revokedAt)) throw alreadyActivated();
    const key = issueApiKey({ accountId, userId, name, rights: ['*'] }, now);
    const another = { set: { keyIds: [...keyIds, key.item.id] }, when: { equals: { keyIds } } };
    return {
      accountId,
      apiKey: key.text,
      writes: [key.write, registrations.update(PLATFORM, { email }, another)],
    };
  }
  const { account, user, writes } = openAccount(person, now);
  const key = issueApiKey({ accountId: account.id, userId: user.id, name, rights: ['*'] }, now);
  const taken = registrations.put(PLATFORM, {
    email: emailKey(person.email),
    accountId: account.id,
    userId: user.id,
    signUpId,
    keyIds: [key.item.id],
    at: now.toISOString(),
  });
  return { accountId: account.id, apiKey: key.text, writes: [...writes, taken, key.write] };
}

const alreadyActivated = () =>
  gone(
    'already-activated',
    say(
      'Ce compte est déjà activé. Servez-vous de la clé d’API qui vous a été montrée.',
      'This account is already activated. Use the API key that you were shown.',
    ),
  );

const addressTaken = () =>
  conflict(
    'address-taken',
    say(
      'Cette adresse a déjà son compte, activé avec le lien d’un autre e-mail. Servez-vous de la clé d’API qui vous a été montrée alors.',
      'This address already has its account, activated with the link of another email. Use the API key you were shown then.',
    ),
  );
