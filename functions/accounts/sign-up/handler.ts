import { HOUR } from '../../../shared/clock.ts';
import { config } from '../../../shared/config.ts';
import { emailKey } from '../../../shared/fields/email-address.ts';
import { serve } from '../../../shared/function/http.ts';
import { PLATFORM } from '../../../shared/identity/tenant.ts';
import { take } from '../../../shared/table/counter.ts';
import { queueMail } from '../../mail/mail.ts';
import accountActivation from '../mails/account-activation.tsx';
import accountExists from '../mails/account-exists.tsx';
import { findRegistration, grantActivation } from '../registration.ts';
import contract from './contract.ts';

const answer = { status: 202, body: { status: 'email-sent' } } as const;

/** Mails that one address can be made to receive in an hour, whoever asks. */
const MAILS_PER_HOUR = 5;

export const handler = serve(contract, async ({ body: person, locale, now }) => {
  const { email: to, firstName } = person;
  const [registration, wait] = await Promise.all([
    findRegistration(to),
    take({ key: `sign-up:${emailKey(to)}`, max: MAILS_PER_HOUR, window: HOUR }, now),
  ]);
  if (wait) return answer;

  const envelope = { tenant: PLATFORM, to, locale };
  const activation = grantActivation(person, now);
  if (registration) {
    return {
      ...answer,
      writes: [await queueMail({ ...envelope, kind: accountExists, data: { firstName } }, now)],
    };
  }
  const link = config.publicUrl() + activation.path;
  return {
    ...answer,
    writes: [
      activation.write,
      await queueMail({ ...envelope, kind: accountActivation, data: { firstName, link } }, now),
    ],
  };
});
