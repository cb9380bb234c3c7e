import * as z from 'zod';
import { after, DAY } from '../../shared/clock.ts';
import { about } from '../../shared/fields/about.ts';
import { emailAddress, emailKey } from '../../shared/fields/email-address.ts';
import { phoneNumber } from '../../shared/fields/phone-number.ts';
import { companyName, personName } from '../../shared/fields/text-line.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { newContact, oneMoreDocument } from './contact.ts';
import { contactWithEmail } from './contact-by-email.ts';
import { contactKind } from './contact-view.ts';

/** A contact that stands in a call about something else: known by its address, or new. */
export const inlineContact = z
  .strictObject({
    kind: contactKind.default('customer'),
    firstName: personName.optional(),
    lastName: personName.optional(),
    company: companyName.optional(),
    email: emailAddress,
    phone: phoneNumber.optional(),
  })
  .meta(
    about(
      'Le contact qui a cette adresse, ou un nouveau quand personne ne l’a.',
      'The contact that has this address, or a new one when nobody has it.',
      { lastName: 'Lefèvre', email: 'zoe@client.example' },
    ),
  );
type InlineContact = z.output<typeof inlineContact>;

/** That a contact was made for an address: two calls at once make one. */
const contactsMade = entity({
  name: 'contact-made',
  partition: 'key',
  schema: z.object({ key: z.string(), contactId: z.string(), at: z.string() }),
  expires: ({ at }) => after(new Date(at), DAY),
});

/** A document more in the folder of a contact, who is made where nobody has that address. @throws 422 */
export async function oneMoreFor(
  tenant: Tenant,
  { email, phone, ...details }: InlineContact,
  now: Date,
): Promise<{ contactId: string; writes: Write[] }> {
  const key = `made_${sha256Hex(emailKey(email))}`;
  const made = await contactsMade.get(tenant, { key });
  const found = await contactWithEmail(tenant, email);
  if (found) return { contactId: found.contact.id, writes: [oneMoreDocument(tenant, found.contact.id)] };
  const all = { ...details, emails: [email], phones: phone ? [phone] : [] };
  const { contact, writes } = newContact(tenant, all, now, { documents: 1, at: '/contact' });
  const { id: contactId } = contact;
  const when = made ? { equals: { contactId: made.contactId } } : { absent: true as const };
  return {
    contactId,
    writes: [...writes, contactsMade.put(tenant, { key, contactId, at: now.toISOString() }, { when })],
  };
}
