import type * as z from 'zod';
import type { Locale } from '../../shared/text.ts';
import type { recipientView } from './mailing-view.ts';
import type { Recipient } from './recipient.ts';
import { causeText } from './recipient-cause.ts';

/** An address of a mailing as the API shows it. */
export const viewOfRecipient = (
  { standing, status, cause, ...recipient }: Recipient,
  locale: Locale,
): z.input<typeof recipientView> => ({
  ...recipient,
  status: standing,
  ...(status !== 'excluded' && { result: status }),
  reason: causeText(cause)?.[locale],
});
