import type { Tenant } from '../../shared/identity/tenant.ts';
import { findMember } from '../accounts/account.ts';
import type { Recipient } from './recipient.ts';

/** Values of the tags that the words of a mailing may hold of who reads it. */
type Values = Pick<Recipient, 'firstName' | 'lastName' | 'company' | 'email'>;

export const tagsOf = ({ firstName, lastName, company, email }: Values): Values => ({
  ...{ firstName, lastName, company, email },
});

/** Of a user, who tries a mailing before it leaves. */
export async function tagsOfUser(tenant: Tenant, userId: string): Promise<Values> {
  const { email, name, company } = await findMember(tenant, userId);
  const [firstName = '', ...rest] = name.split(' ');
  return { firstName, lastName: rest.join(' '), company, email };
}
