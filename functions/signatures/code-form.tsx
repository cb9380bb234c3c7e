import type { Brand } from '../../shared/brand/brand.ts';
import { CODE } from '../../shared/codes/code.ts';
import { CodeField } from '../../shared/codes/code-field.tsx';
import { inHours, inSeconds } from '../../shared/pages/dates.ts';
import { DocumentCard } from '../../shared/pages/document-card.tsx';
import { Layout } from '../../shared/pages/layout.tsx';
import type { Locale } from '../../shared/text.ts';
import { ALL_USED } from './code.ts';

export interface CodePageProps {
  locale: Locale;
  brand: Brand;
  /** `+33 6 •• •• •• 12` */
  maskedPhone: string;
  documentName: string;
  /** The page that shows the document. */
  documentPage: string;
  /** What the signer agrees to, in full; lines are kept. */
  consentText: string;
  /** Posted back as `consentVersion`, so that the proof says which wording was under the eyes. */
  consentVersion: string;
  /** Where `code` and `consentVersion` are posted. */
  signAction: string;
  /** Where another code is asked for, and from when on if not at once; nowhere once all are used up. */
  resend: { action: string; again?: { seconds: number; at: Date } } | undefined;
  /** At zero the field is not offered any more: only a new code helps. */
  attemptsLeft: number;
  /** When the live code dies. */
  expiresAt: Date;
  /** What was wrong with the last try, in the reader's language. */
  error?: string | undefined;
  /** When the code was sent, if it replaces an earlier one. */
  resentAt?: Date | undefined;
}

const fr = {
  title: 'Confirmez votre signature',
  failed: 'Erreur\u00a0: ',
  sent: (phone: string) => `Nous avons envoyé un code à ${CODE.digits} chiffres par SMS au ${phone}.`,
  locked: 'Code bloqué',
  renew: 'Continuer avec un nouveau code',
  resent: (hour: string) => `Un nouveau code est parti à ${hour}. Les précédents ne servent plus.`,
  agree: 'En validant, vous consentez à ceci',
  sign: 'Valider la signature',
  lost: 'Vous n’avez pas reçu le code\u00a0?',
  resend: 'Renvoyer le code',
  again: (hour: string) => `Vous pourrez en demander un autre à ${hour}.`,
  counting: 'Vous pourrez en demander un autre dans',
  now: 'Vous pouvez en demander un autre.',
};

const en: typeof fr = {
  title: 'Confirm your signature',
  failed: 'Error: ',
  sent: (phone) => `We sent a ${CODE.digits}-digit code by text message to ${phone}.`,
  locked: 'Code locked',
  renew: 'Go on with a new code',
  resent: (hour) => `A new code was sent at ${hour}. The earlier ones no longer work.`,
  agree: 'By confirming, you agree to this',
  sign: 'Confirm signature',
  lost: 'Did the code not arrive?',
  resend: 'Send the code again',
  again: (hour) => `You can ask for another at ${hour}.`,
  counting: 'You can ask for another in',
  now: 'You can ask for another.',
};

/** The consent, folded, then the code of the SMS and the button that signs: above the keyboard of a phone. */
export const CodePage = (props: CodePageProps) => {
  const { locale, error, resentAt, resend } = props;
  const again = resend?.again;
  const t = locale === 'fr' ? fr : en;
  const isLive = props.attemptsLeft > 0;
  const title = isLive ? t.title : t.locked;
  return (
    <Layout title={(error ? t.failed : '') + title} locale={locale} brand={props.brand}>
      <div class="card">
        <h1>{title}</h1>
        {error && (
          <p class="alert" id="code-error" role="alert">
            {error}
          </p>
        )}
        {resentAt && !error && (
          <p class="notice" role="status">
            {t.resent(inHours(resentAt, locale))}
          </p>
        )}
        {isLive && (
          <>
            <p>{t.sent(props.maskedPhone)}</p>
            <form method="post" action={props.signAction}>
              <input type="hidden" name="consentVersion" value={props.consentVersion} />
              <details class="agree">
                <summary>{t.agree}</summary>
                <p class="consent">{props.consentText}</p>
              </details>
              <div class="code-line">
                <CodeField {...props} channel="sms" />
                <button class="button" type="submit">
                  {t.sign}
                </button>
              </div>
            </form>
          </>
        )}
        <DocumentCard locale={locale} name={props.documentName} sender={props.brand.name} href={props.documentPage} />
      </div>
      <section class="card">
        <h2>{isLive ? t.lost : t.renew}</h2>
        {resend ? (
          <form method="post" action={resend.action}>
            {again && (
              <p class="soft">
                <span data-wait={again.seconds} data-counting={t.counting}>
                  {t.again(inSeconds(again.at, locale))}
                </span>
                <span role="status" data-over={t.now} />
              </p>
            )}
            <button class={isLive ? 'button quiet' : 'button'} type="submit">
              {t.resend}
            </button>
          </form>
        ) : (
          <p>{ALL_USED[locale]}</p>
        )}
      </section>
    </Layout>
  );
};
