import { inHours } from '../pages/dates.ts';
import type { Locale } from '../text.ts';
import { CHANNELS, type Channel } from './channels.ts';
import { CODE } from './code.ts';

interface CodeFieldProps {
  locale: Locale;
  channel: Channel;
  /** What was wrong with the last try; shown elsewhere, in an element `code-error`. */
  error?: string | undefined;
  attemptsLeft: number;
  /** When the live code dies. */
  expiresAt: Date;
}

const fr = {
  label: (by: string) => `Code reçu ${by}`,
  left: (tries: number) => (tries === 1 ? 'Il vous reste 1 essai.' : `Il vous reste ${tries} essais.`),
  until: (hour: string) => `Ce code est valable jusqu’à ${hour}.`,
};

const en: typeof fr = {
  label: (by) => `Code received ${by}`,
  left: (tries) => (tries === 1 ? 'You have 1 try left.' : `You have ${tries} tries left.`),
  until: (hour) => `This code is valid until ${hour}.`,
};

/** The field `code` of a form: a telephone offers to fill it from the message. */
export const CodeField = ({ locale, channel, error, attemptsLeft, expiresAt }: CodeFieldProps) => {
  const t = locale === 'fr' ? fr : en;
  const label = t.label(CHANNELS[channel].by[locale]);
  return (
    <div class="field">
      <label for="code">{label}</label>
      <input
        type="text"
        id="code"
        name="code"
        class="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        pattern={`\\s*([0-9]\\s*){${CODE.digits}}`}
        title={label}
        maxlength={16}
        required
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? 'code-error code-hint' : 'code-hint'}
      />
      <p id="code-hint" class="soft">
        {t.until(inHours(expiresAt, locale))} {t.left(attemptsLeft)}
      </p>
    </div>
  );
};
