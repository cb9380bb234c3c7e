import * as z from 'zod';
import { Button, MailFrame, oneLine, Paragraph, plain, Subject } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, webAddress, words } from '../../../shared/mails/mail-kind.ts';
import { say } from '../../../shared/text.ts';

/** The words of a folder, their variables filled in. */
const worded = z.string().max(10_000);

/** Brings somebody the link to their certificate: to activate it, or to open it when it is activated beforehand. */
const issued = mailKind('certificate-issued', {
  data: {
    ...{ subject: worded, message: worded, business: words, certificate: words, holder: words, email: words },
    ...{ isActivated: z.literal('yes').optional(), replaces: z.literal('yes').optional(), link: webAddress },
  },
  secrets: ['link'],
  sample: {
    subject: say(
      'Votre certificat « Ramonage, niveau 1 » vous attend',
      'Your certificate “Sweeping, level 1” awaits you',
    ),
    message: say(
      'Bonjour Zoé Lefèvre,\n\nDurand Menuiserie vous a délivré le certificat « Ramonage, niveau 1 ». Activez-le pour le garder, le télécharger et le partager.',
      'Hello Zoé Lefèvre,\n\nDurand Menuiserie has issued the certificate “Sweeping, level 1” to you. Activate it to keep it, download it and share it.',
    ),
    ...{
      business: 'Durand Menuiserie',
      holder: 'Zoé Lefèvre',
      email: 'zoe.lefevre@exemple.fr',
      isActivated: 'yes',
      replaces: 'yes',
    },
    certificate: say('Ramonage, niveau 1', 'Sweeping, level 1'),
    link: 'https://guichet.example/certificates/exemple',
  },
});
export default issued;

const fr = {
  activate: 'Activer mon certificat',
  open: 'Ouvrir mon certificat',
  replaces: 'Il remplace celui que vous aviez, qui était à corriger et ne vaut plus.',
  why: (business: string, email: string) =>
    `Vous recevez cet e-mail parce que ${business} a délivré un certificat à l’adresse ${email}. Ce lien n’est que pour vous : ne le transmettez pas ; pour le montrer, partagez la page de vérification.`,
};

const en: typeof fr = {
  activate: 'Activate my certificate',
  open: 'Open my certificate',
  replaces: 'It takes the place of the one you had, which was to be corrected and is no longer valid.',
  why: (business, email) =>
    `You receive this email because ${business} issued a certificate to the address ${email}. This link is for you only: do not pass it on; to show it, share the verification page.`,
};

export const write: Writing<typeof issued> = (
  { subject, message, business, certificate, holder, email, isActivated, replaces, link },
  locale,
  brand,
) => {
  const t = locale === 'fr' ? fr : en;
  const why = t.why(business, email);
  const label = isActivated ? t.open : t.activate;
  const line = oneLine(subject);
  return {
    subject: line,
    html: String(
      <MailFrame locale={locale} brand={brand} title={line} preheader={`${certificate} – ${holder}`} why={why}>
        <Paragraph>
          {message.split(/\r\n|\r|\n/).map((text, i) => (
            <>
              {i > 0 && <br />}
              {text}
            </>
          ))}
        </Paragraph>
        {replaces && <Paragraph>{t.replaces}</Paragraph>}
        <Subject brand={brand} name={certificate} about={[holder, business]} />
        <Button brand={brand} link={link} label={label} locale={locale} />
      </MailFrame>,
    ),
    text: plain(message, replaces && t.replaces, `${certificate}\n${holder}`, `${label}\n${link}`, why),
  };
};
