import type * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Locale } from '../../shared/text.ts';
import { monthOf } from '../consents/gate.ts';
import { keptWordings } from '../mail-wording/kept-wording.ts';
import { audienceOf, type Counts, type Mailing } from './mailing.ts';
import { failureText } from './mailing-failure.ts';
import type { listedMailing, mailingView, recapView } from './mailing-view.ts';
import { warningsFor } from './providers.ts';
import { talliesOf } from './recipient.ts';

const recapOf = ({ 'not-solicited': notSolicited, ...counts }: Counts): z.input<typeof recapView> => ({
  ...counts,
  notSolicited,
  total: Object.values(counts).reduce((sum, count) => sum + count, notSolicited),
});

/** A mailing as lists show it: how far its preparation has come. */
export const listed = (
  { counts, sender, read, toRead, failure, ...mailing }: Mailing,
  locale: Locale,
): z.input<typeof listedMailing> => ({
  ...mailing,
  ...(failure && { failure: failureText(failure)[locale] }),
  sender: sender.kind === 'platform' ? 'platform' : sender.smtpAccountId,
  recap: recapOf(counts),
  progress: { done: read, total: toRead },
});

/** The same with the result of every address. */
export async function viewOf(tenant: Tenant, mailing: Mailing, locale: Locale): Promise<z.input<typeof mailingView>> {
  const { filter, contactsWithoutAddress, providers, reached, frozenAt = '' } = mailing;
  const isThatMonth = !mailing.scheduledFor || monthOf(mailing.scheduledFor.instant) === monthOf(frozenAt);
  const [results, words] = await Promise.all([
    talliesOf(tenant, audienceOf(mailing), reached),
    mailing.countsClicks ? keptWordings.get(tenant, { of: mailing.id }) : undefined,
  ]);
  return {
    ...listed(mailing, locale),
    ...{ filter, results, contactsWithoutAddress, providers },
    beyondMonthlyLimit: isThatMonth ? mailing.atLimit : 0,
    countClicks: mailing.countsClicks,
    report: {
      delivered: results.delivered,
      withdrawn: results.unsubscribed,
      ...(mailing.countsClicks && {
        clicked: results.clicked,
        links: words?.links?.map((address, link) => ({ address, clicked: results.links[link] ?? 0 })),
      }),
    },
    warnings: warningsFor(providers, mailing.sender.kind === 'own').map(({ provider, message }) => ({
      provider,
      message: message[locale],
    })),
    ...(mailing.sendingSince && {
      progress: { done: reached - results.planned - results.claimed, total: reached },
    }),
  };
}
