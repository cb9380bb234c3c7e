import { serve } from '../../../shared/function/http.ts';
import { users } from '../../../shared/identity/user.ts';
import { notFound, tooMany } from '../../../shared/problem/problem.ts';
import { take } from '../../../shared/table/counter.ts';
import { isChosen, readSettings } from '../mail-settings.ts';
import { findSmtpAccount, keepTest, smtpPassword } from '../smtp/smtp-account.ts';
import { adviceText } from '../smtp/smtp-advice.ts';
import { smtpConfirmation } from '../smtp/smtp-confirmation.ts';
import { diagnose } from '../smtp/smtp-diagnosis.ts';
import contract from './contract.ts';

const OFTEN = { max: 10, window: 600 };

export const handler = serve(contract, async ({ params, actor, locale, now, log }) => {
  const { tenant, userId } = actor;
  const [account, settings, user] = await Promise.all([
    findSmtpAccount(tenant, params.smtpAccountId),
    readSettings(tenant),
    users.get(tenant, { accountId: tenant, id: userId }),
  ]);
  if (!user) throw notFound();
  const wait = await take({ key: `test-smtp:${account.id}`, ...OFTEN }, now);
  if (wait) throw tooMany(wait);

  const [password, message] = await Promise.all([
    smtpPassword(tenant, account),
    smtpConfirmation(account, isChosen(settings, account), user, locale, now),
  ]);
  const { ok, stages, sizeLimit } = await diagnose(account, password, { to: user.email, message });
  const failed = stages.find(({ outcome }) => outcome === 'failed');
  log.info('smtp-test', { smtpAccountId: account.id, ok, stage: failed?.stage, advice: failed?.advice });
  await keepTest(tenant, account, {
    ...{ at: now.toISOString(), ok, stage: failed?.stage, advice: failed?.advice },
    // A test that fails stops nothing, and starts nothing either.
    ...(failed && { heldUntil: account.lastTest?.heldUntil }),
  });
  return {
    status: 200,
    body: {
      ok,
      stages: stages.map(({ advice, ...stage }) => ({
        ...stage,
        advice: advice && adviceText(advice, account, stage.reply)?.[locale],
      })),
      sizeLimit,
    },
  };
});
