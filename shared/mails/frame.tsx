import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Locale } from '../text.ts';

const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const MAX_SUBJECT = 180;

/** `value` on one line, so that a name can never add a header; cut where a mailbox would. */
export function oneLine(value: string): string {
  const line = value.replace(CONTROLS, ' ').trim();
  const characters = [...line];
  return characters.length <= MAX_SUBJECT ? line : `${characters.slice(0, MAX_SUBJECT - 1).join('')}…`;
}

/** The paragraphs of a plain text part, an empty line between them; what is absent leaves no gap. */
export const plain = (...paragraphs: readonly (string | undefined | false)[]): string =>
  `${paragraphs.filter(Boolean).join('\n\n')}\n`;

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const BODY = `margin:0;padding:24px 12px;background-color:#faf7f1;color:#26221b;${FONT};font-size:17px;line-height:1.55`;
const CARD =
  'max-width:560px;margin:0 auto;background-color:#ffffff;border:1px solid #ddd5c6;border-radius:12px;padding:28px';
const HIDDEN = 'display:none;max-height:0;overflow:hidden;mso-hide:all';
const FOOT = 'max-width:560px;margin:16px auto 0;color:#5c5549;font-size:14px';
const BUTTON =
  'display:inline-block;background-color:#1c5a48;border:1px solid #1c5a48;border-radius:10px;color:#ffffff;' +
  'font-weight:bold;padding:13px 24px;text-decoration:none';

export interface MailFrameProps {
  locale: Locale;
  title: string;
  /** What a mailbox shows beside the subject. */
  preheader: string;
  /** Why this person receives this mail. */
  why: string;
  children?: Child;
}

/** A whole mail: one column, styles inline, no picture and nothing fetched, so that no client has to trust it. */
export const MailFrame = ({ locale, title, preheader, why, children }: MailFrameProps) => (
  <>
    {raw('<!DOCTYPE html>')}
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
      </head>
      <body style={BODY}>
        <div style={HIDDEN}>{preheader}</div>
        <div lang={locale} style={CARD}>
          {children}
        </div>
        <p style={FOOT}>{why}</p>
      </body>
    </html>
  </>
);

export const Paragraph = ({ children }: { children?: Child }) => <p style="margin:0 0 16px">{children}</p>;

export const Small = ({ children }: { children?: Child }) => (
  <p style="margin:0 0 16px;color:#5c5549;font-size:14px;overflow-wrap:anywhere">{children}</p>
);

/** Somebody else's words, kept line by line and set apart from ours. */
export const Quote = ({ text }: { text: string }) => (
  <blockquote style="margin:0 0 16px;padding:2px 0 2px 14px;border-left:3px solid #ddd5c6">
    {text.split(/\r\n|\r|\n/).map((line, index) => (
      <>
        {index > 0 && <br />}
        {line}
      </>
    ))}
  </blockquote>
);

/** The one thing to do, and its address in full for a client that shows no button. */
export const Button = ({ link, label, locale }: { link: string; label: string; locale: Locale }) => (
  <>
    <p style="margin:24px 0">
      <a href={link} style={BUTTON}>
        {label}
      </a>
    </p>
    <Small>
      {locale === 'fr'
        ? 'Si le bouton ne s’ouvre pas, copiez cette adresse\u00a0:'
        : 'If the button does not open, copy this address:'}
      <br />
      <a href={link} style="color:#1c5a48">
        {link}
      </a>
    </Small>
  </>
);
