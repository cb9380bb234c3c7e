import activateContract from '../functions/accounts/activate-account/contract.ts';
import { handler as activateAccount } from '../functions/accounts/activate-account/handler.ts';
import signUpContract from '../functions/accounts/sign-up/contract.ts';
import { handler as signUp } from '../functions/accounts/sign-up/handler.ts';
import deliverMailContract from '../functions/mail/deliver-mail/contract.ts';
import { handler as deliverMail } from '../functions/mail/deliver-mail/handler.ts';
import type { TestTenant } from './tenant.ts';

/** Steps that the tests of accounts share: what a newcomer does, with the mails that really came. */

export const newcomer = (email: string) => ({ email, firstName: 'Anne', lastName: 'Martin' });

export const askForAccount = (
  t: TestTenant,
  body: unknown,
  headers: Record<string, string> = {},
  clock = () => new Date(),
) => t.call(signUp, signUpContract, { body, as: null, headers, clock });

/** What came to an address once the mails on the queue have left, newest first. */
export async function mailsTo(t: TestTenant, address: string) {
  for (const data of await t.queued('deliver-mail')) await t.receive(deliverMail, deliverMailContract, data);
  return t.inbox(address);
}

/** The token of the link in the newest mail to an address. */
export async function tokenMailedTo(t: TestTenant, address: string): Promise<string> {
  const [newest] = await mailsTo(t, address);
  const token = /\/activate\/([\w-]+)/.exec(newest?.text ?? '')?.[1];
  if (!token) throw new Error(`no activation link came to ${address}`);
  return token;
}

/** Presses the button of the activation page, as a program does. */
export const pressActivate = (t: TestTenant, token: string, clock = () => new Date()) =>
  t.submit(activateAccount, activateContract, { params: { token }, form: {}, accept: 'application/json', clock });
