import { serve } from '../../../shared/function/http.ts';
import { findMember } from '../../accounts/account.ts';
import { findMailing } from '../mailing.ts';
import { trial } from '../sending.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mailingId }, actor: { tenant, userId }, now }) => {
  const [mailing, { email, name, company }] = await Promise.all([
    findMailing(tenant, mailingId),
    findMember(tenant, userId),
  ]);
  const [firstName = '', ...rest] = name.split(' ');
  const names = { firstName, lastName: rest.join(' '), company };
  return { status: 202, body: { mailingId, to: email }, writes: await trial(tenant, mailing, email, names, now) };
});
