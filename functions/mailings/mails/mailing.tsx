import { raw } from 'hono/html';
import * as z from 'zod';
import { MailFrame, oneLine, plain, Small } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, webAddress, words } from '../../../shared/mails/mail-kind.ts';
import { say } from '../../../shared/text.ts';

/** The words of a business, their tags filled in, where the mail is written. */
const worded = z.string().max(400_000).optional();
/** What was cleaned when it was saved: every `<` of it opens or ends an element. */
const cleaned = worded.refine((html = '') => !/<(?![a-z/])/i.test(html));

/**
 * What a business writes to many, in its own words, under its sign: why it came, and a way to receive no more. No pixel:
 * whether it is opened is nobody's business. Where links are counted, it says so.
 */
const mailing = mailKind('mailing', {
  data: {
    ...{ subject: worded, cleanHtml: cleaned, text: worded },
    ...{ business: words, email: words, firstName: words.optional(), lastName: words.optional() },
    ...{ company: words.optional(), agreed: z.literal('yes').optional(), unsubscribe: webAddress },
    /** What stands before the number of a link, where who follows one is counted. */
    clicks: webAddress.optional(),
  },
  secrets: ['unsubscribe', 'clicks'],
  sample: {
    subject: say('Nos nouveautés de mars', 'What is new in March'),
    cleanHtml: say(
      '<p>Bonjour Zoé,</p><p>Notre atelier <a href="https://guichet.example/c/exemple/0">ouvre ses portes</a> le samedi 13 mars.</p>',
      '<p>Hello Zoé,</p><p>Our workshop <a href="https://guichet.example/c/exemple/0">opens its doors</a> on Saturday 13 March.</p>',
    ),
    text: say(
      'Bonjour Zoé,\n\nNotre atelier ouvre ses portes <https://guichet.example/c/exemple/0> le samedi 13 mars.',
      'Hello Zoé,\n\nOur workshop opens its doors <https://guichet.example/c/exemple/0> on Saturday 13 March.',
    ),
    ...{ business: 'Menuiserie Durand', email: 'zoe.lefevre@client.example', firstName: 'Zoé', lastName: 'Lefèvre' },
    ...{ company: 'Lefèvre & fils', agreed: 'yes', unsubscribe: 'https://guichet.example/unsubscribe/exemple' },
    clicks: 'https://guichet.example/c/exemple/0',
  },
});
export default mailing;

const fr = {
  agreed: (business: string, email: string) =>
    `Vous recevez cet e-mail parce que vous avez accepté que ${business} vous écrive à l’adresse ${email}.`,
  known: (business: string, email: string) =>
    `Vous recevez cet e-mail parce que ${business} a votre adresse, ${email}, dans ses fiches.`,
  counted: (business: string) => ` Ses liens sont comptés\u00a0: ${business} sait lesquels vous suivez.`,
  unsubscribe: 'Ne plus recevoir ces e-mails',
};

const en: typeof fr = {
  agreed: (business, email) => `You receive this email because you agreed that ${business} writes to you at ${email}.`,
  known: (business, email) => `You receive this email because ${business} has your address, ${email}, in its records.`,
  counted: (business) => ` Its links are counted: ${business} knows which ones you follow.`,
  unsubscribe: 'Receive no more of these emails',
};

export const write: Writing<typeof mailing> = (
  { subject = '', cleanHtml = '', text = '', business, email, agreed, clicks, unsubscribe },
  locale,
  brand,
) => {
  const t = locale === 'fr' ? fr : en;
  const why = (agreed ? t.agreed : t.known)(business, email) + (clicks ? t.counted(business) : '');
  const line = oneLine(subject);
  const hasLink = (body: string) => body.includes(unsubscribe);
  return {
    subject: line,
    html: String(
      <MailFrame locale={locale} brand={brand} title={line} preheader="" why={why}>
        <div>{raw(cleanHtml)}</div>
        {!hasLink(cleanHtml) && (
          <Small>
            <a href={unsubscribe}>{t.unsubscribe}</a>
          </Small>
        )}
      </MailFrame>,
    ),
    text: plain(text.trim(), why, !hasLink(text) && `${t.unsubscribe}\n${unsubscribe}`),
  };
};
