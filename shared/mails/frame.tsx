import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { type Brand, CARRIED, GUICHET, LOGO_CID, shownSize } from '../brand/brand.ts';
import { shadesOf } from '../brand/colour.ts';
import { ONE_WORD, unbroken } from '../pages/unbroken.ts';
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
const COLUMN = 'max-width:560px;margin:0 auto';
const BODY = `margin:0;padding:24px 12px;background-color:#faf7f1;color:#26221b;${FONT};font-size:17px;line-height:1.5`;
const HIDDEN = 'display:none;max-height:0;overflow:hidden;mso-hide:all';
const HEAD = `${COLUMN};padding:0 4px 16px;font-size:18px;font-weight:bold`;
const CARD = `${COLUMN};background-color:#ffffff;border:1px solid #ddd5c6;border-radius:12px;overflow:hidden`;
const FOOT = `${COLUMN};padding:16px 4px 0;color:#5c5549;font-size:14px`;

/** The shades of a brand, in the light and in the dark. */
const shadesIn = ({ colour = GUICHET.colour }: Brand) => shadesOf(colour ?? '#1c5a48');

/** For a mailbox that is dark and says so; others darken a mail in their own way. Addresses and fonts are fetched by none. */
const darkStyle = (brand: Brand): string => {
  const { dark } = shadesIn(brand);
  const rules = {
    'g-page': 'background-color:#181613;color:#f1ebdf',
    'g-card': 'background-color:#22201b;border-color:#3c3830;color:#f1ebdf',
    'g-line': 'border-color:#3c3830',
    'g-tint': `background-color:${dark.tint};border-color:#3c3830`,
    'g-soft': 'color:#bdb4a4',
    'g-link': `color:${dark.brand}`,
    'g-bar': `background-color:${dark.brand}`,
    'g-button': `background-color:${dark.brand};border-color:${dark.brand};color:${dark.on}`,
    'g-logo': 'background-color:#ffffff;padding:6px;border-radius:6px',
  };
  const important = (rule: string) => rule.replace(/(?=;|$)/g, '!important');
  const all = Object.entries(rules).map(([name, rule]) => `.${name}{${important(rule)}}`);
  return `.${ONE_WORD}{white-space:nowrap}:root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){${all.join('')}}`;
};

export interface MailFrameProps {
  locale: Locale;
  /** Under whose sign it leaves. */
  brand: Brand;
  title: string;
  /** What a mailbox shows beside the subject. */
  preheader: string;
  /** Why this person receives this mail. */
  why: string;
  children?: Child;
}

/** A whole mail: one column, styles inline, nothing fetched, so that no mailbox has to trust it; it carries its logo. */
export const MailFrame = ({ locale, brand, title, preheader, why, children }: MailFrameProps) => (
  <>
    {raw('<!DOCTYPE html>')}
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{raw(darkStyle(brand))}</style>
      </head>
      <body class="g-page" style={BODY}>
        <div style={HIDDEN}>{preheader}</div>
        <div style={HEAD}>
          {brand.logo ? (
            <img
              class="g-logo"
              src={`cid:${LOGO_CID}`}
              alt={brand.name}
              {...shownSize(brand.logo)}
              style="display:block;border:0"
            />
          ) : (
            brand.name
          )}
        </div>
        <div lang={locale} class="g-card" style={CARD}>
          <div class="g-bar" style={`height:4px;background-color:${shadesIn(brand).light.brand}`} />
          {unbroken(<div style="padding:24px 24px 10px">{children}</div>)}
        </div>
        <div class="g-soft" style={FOOT}>
          {unbroken(<p style="margin:0 0 8px">{why}</p>)}
          {brand !== GUICHET && <p style="margin:0 0 8px">{brand.legalName ?? brand.name}</p>}
          <p style="margin:0">{CARRIED[locale]}</p>
        </div>
      </body>
    </html>
  </>
);

export const Paragraph = ({ children }: { children?: Child }) => <p style="margin:0 0 16px">{children}</p>;

export const Small = ({ children }: { children?: Child }) => (
  <p class="g-soft" style="margin:0 0 16px;color:#5c5549;font-size:14px;overflow-wrap:anywhere">
    {children}
  </p>
);

/** Somebody else's words, kept line by line and set apart from ours. */
export const Quote = ({ text }: { text: string }) => (
  <blockquote class="g-line" style="margin:0 0 16px;padding:2px 0 2px 14px;border-left:3px solid #ddd5c6">
    <Lines text={text} />
  </blockquote>
);

const Lines = ({ text }: { text: string }) => (
  <>
    {text.split(/\r\n|\r|\n/).map((line, index) => (
      <>
        {index > 0 && <br />}
        {line}
      </>
    ))}
  </>
);

/** The thing that a mail is about, set apart: its name, then a few words on each line. */
export const Subject = ({
  brand,
  name,
  about,
}: {
  brand: Brand;
  name: string;
  about: readonly (string | undefined)[];
}) => (
  <div
    class="g-tint"
    style={`margin:0 0 16px;padding:12px 14px;border:1px solid #ddd5c6;border-radius:8px;background-color:${shadesIn(brand).light.tint};overflow-wrap:anywhere`}
  >
    <strong>{name}</strong>
    {about.map(
      (line) =>
        line && (
          <>
            <br />
            <span class="g-soft" style="color:#5c5549;font-size:15px">
              <Lines text={line} />
            </span>
          </>
        ),
    )}
  </div>
);

/** A way to something that is not the one thing to do. */
export const Link = ({ brand, link, label }: { brand: Brand; link: string; label: string }) => (
  <a href={link} class="g-link" style={`color:${shadesIn(brand).light.brand}`}>
    {label}
  </a>
);

export interface ButtonProps {
  brand: Brand;
  link: string;
  label: string;
  locale: Locale;
}

/** The one thing to do, and its address in full for a client that shows no button. */
export const Button = ({ brand, link, label, locale }: ButtonProps) => {
  const { brand: fill, on } = shadesIn(brand).light;
  return (
    <>
      <p style="margin:24px 0">
        <a
          href={link}
          class="g-button"
          style={`display:inline-block;background-color:${fill};border:1px solid ${fill};border-radius:10px;color:${on};font-size:16px;font-weight:bold;padding:13px 20px;text-decoration:none;white-space:nowrap`}
        >
          {label}
        </a>
      </p>
      <Small>
        {locale === 'fr'
          ? 'Si le bouton ne s’ouvre pas, copiez cette adresse\u00a0:'
          : 'If the button does not open, copy this address:'}
        <br />
        <Link brand={brand} link={link} label={link} />
      </Small>
    </>
  );
};
