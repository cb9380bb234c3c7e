import * as z from 'zod';
import { MailFrame, Paragraph, plain, Subject } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, words } from '../../../shared/mails/mail-kind.ts';

const disabled = mailKind('webhook-disabled', {
  data: {
    firstName: words,
    url: words,
    because: z.enum(['gone', 'failing']),
    /** The call by which it is enabled again. */
    enable: words,
  },
  secrets: [],
  sample: {
    firstName: 'Camille',
    url: 'https://crm.exemple.fr/guichet',
    because: 'failing',
    enable: 'PATCH https://guichet.example/v1/webhook-endpoints/whe_01k00000000000000000000000',
  },
});
export default disabled;

const fr = {
  subject: 'Votre logiciel n’est plus prévenu\u00a0: point d’accès désactivé',
  hello: (name: string) => `Bonjour ${name},`,
  told: 'Guichet n’appelle plus cette adresse, à laquelle il disait ce qui se produit\u00a0:',
  because: {
    gone: 'Elle a répondu 410\u00a0: qu’elle n’existe plus.',
    failing: 'Tout appel y échoue depuis trois jours.',
  },
  next: 'Rien n’est perdu\u00a0: ce qui s’est produit se lit 90 jours par GET /v1/facts. Une fois l’adresse réparée, réactivez-la, puis rejouez ce qui a échoué (journal des livraisons)\u00a0:',
  body: 'avec {"enabled": true}',
  otherwise: 'Vous ne vous en servez plus\u00a0? Vous n’avez rien à faire.',
  why: 'Vous recevez cet e-mail parce que ce point d’accès est celui de votre compte.',
};

const en: typeof fr = {
  subject: 'Your software is no longer told: webhook endpoint disabled',
  hello: (name) => `Hello ${name},`,
  told: 'Guichet no longer calls this address, which it told of what happens:',
  because: {
    gone: 'It answered 410: that it is gone.',
    failing: 'Every call to it has failed for three days.',
  },
  next: 'Nothing is lost: what has happened can be read for 90 days from GET /v1/facts. Once the address is mended, enable it, then replay what failed (log of deliveries):',
  body: 'with {"enabled": true}',
  otherwise: 'You no longer use it? There is nothing to do.',
  why: 'You receive this email because this endpoint belongs to your account.',
};

export const write: Writing<typeof disabled> = ({ firstName, url, because, enable }, locale, brand) => {
  const t = locale === 'fr' ? fr : en;
  const call = `${enable} ${t.body}`;
  return {
    subject: t.subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={t.subject} preheader={t.because[because]} why={t.why}>
        <Paragraph>{t.hello(firstName)}</Paragraph>
        <Paragraph>{t.told}</Paragraph>
        <Subject brand={brand} name={url} about={[t.because[because]]} />
        <Paragraph>
          {t.next} <code>{call}</code>
        </Paragraph>
        <Paragraph>{t.otherwise}</Paragraph>
      </MailFrame>,
    ),
    text: plain(t.hello(firstName), t.told, url, t.because[because], `${t.next}\n${call}`, t.otherwise, t.why),
  };
};
