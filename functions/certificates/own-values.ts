import { expiryOf } from './certificate-dates.ts';
import { filledText, type Shown, shownValues } from './certificate-texts.ts';
import type { Template } from './template.ts';
import { longDay } from './variable.ts';
import { verifyUrl } from './verify-url.ts';

const dayOf = (at: string) => at.slice(0, 10);

interface Told {
  id: string;
  /** What it attests. */
  certificate: string;
  values: Readonly<Record<string, string>>;
  issuedAt: string;
  expiresAt?: string | undefined;
}

/** What a certificate says, by the tags of its texts and of its emails. */
export function shownOf(
  { id, certificate, values, issuedAt, expiresAt }: Told,
  { variables, locale, holder }: Pick<Template, 'variables' | 'locale' | 'holder'>,
  organisation: string,
): Shown {
  const own = {
    ...{ certificate, organisation, id, link: verifyUrl({ id }) },
    issuedon: longDay(dayOf(issuedAt), locale),
    expireson: expiresAt ? longDay(dayOf(expiresAt), locale) : '',
  };
  const shown = shownValues(variables, values, own, locale);
  return new Map([...shown, ['holder', filledText(holder, shown)]]);
}

const SAMPLE_ID = 'crt_00000000000000000000000000';

/** A certificate as it would be if it were issued now: it has no number yet. */
export const sampleOf = (template: Template, values: Readonly<Record<string, string>>, now: Date): Told => ({
  id: SAMPLE_ID,
  certificate: template.name,
  values,
  issuedAt: now.toISOString(),
  ...(template.validMonths !== undefined && { expiresAt: expiryOf(now, template.validMonths).toISOString() }),
});
