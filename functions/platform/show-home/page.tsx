import { Copyable } from '../../../shared/pages/copyable.tsx';
import { Layout } from '../../../shared/pages/layout.tsx';
import type { Locale } from '../../../shared/text.ts';

export interface HomePageProps {
  locale: Locale;
  /** Where programs call, without a trailing slash. */
  apiUrl: string;
  /** Where captured mail and SMS are read, on a developer's machine. */
  inboxUrl?: string | undefined;
  /** What the counter does, area by area, as the API's document has it. */
  areas: readonly Area[];
}

export interface Area {
  /** The end of its address in the documentation. */
  name: string;
  title: string;
  about: string;
  /** How many calls it has. */
  calls: number;
}

const fr = {
  title: 'Le guichet de votre entreprise',
  what: 'Vos clients y signent des documents, consentent à vos envois, achètent et reçoivent leurs certificats, sur des pages à votre enseigne. Chacun de leurs actes laisse une preuve, que quiconque vérifie sans nous.',
  docs: 'La documentation de l’API',
  inbox: 'Les e-mails et SMS capturés',
  inboxWhy: 'Sur cette machine, rien ne part au-dehors\u00a0: e-mails et SMS arrivent dans une boîte de démonstration.',
  first: 'Une première signature',
  start: 'Ouvrez un compte. Le lien reçu par e-mail donne la clé de l’API\u00a0:',
  send: 'Avec cette clé et un PDF à vous, envoyez-le à signer, d’un seul appel\u00a0:',
  after:
    'Le signataire reçoit un e-mail, lit, et signe avec un code par SMS. Suivez la demande, puis prenez le PDF scellé et le dossier de preuve\u00a0:',
  areas: 'Ce que fait le guichet',
  calls: (count: number) => (count === 1 ? '1 appel' : `${count} appels`),
  reading: 'Description complète (OpenAPI 3.1)\u00a0: ',
};

const en: typeof fr = {
  title: 'Your business’s front desk',
  what: 'Your customers sign documents here, consent to your mailings, buy and receive their certificates, on pages under your sign. Each of their acts leaves a proof, which anybody can verify without us.',
  docs: 'The API documentation',
  inbox: 'Captured emails and text messages',
  inboxWhy: 'On this machine nothing leaves: emails and text messages arrive in a demonstration inbox.',
  first: 'A first signature',
  start: 'Open an account. The link received by email gives the API key:',
  send: 'With that key and a PDF of yours, send it to be signed, in a single call:',
  after:
    'The signer receives an email, reads, and signs with a code by text message. Follow the request, then take the sealed PDF and the evidence:',
  areas: 'What the counter does',
  calls: (count) => (count === 1 ? '1 call' : `${count} calls`),
  reading: 'Full description (OpenAPI 3.1): ',
};

const signUp = (apiUrl: string) => `curl ${apiUrl}/v1/accounts -H 'Content-Type: application/json' -d '{
  "email": "vous@example.com",
  "firstName": "Camille", "lastName": "Durand",
  "company": "Durand et fils"}'`;

const send = (apiUrl: string) => `export GUICHET_KEY=gk_…
curl ${apiUrl}/v1/signature-requests \\
  -H "Authorization: Bearer $GUICHET_KEY" \\
  -F document=@devis.pdf -F 'request={
    "contact": {"lastName": "Lefèvre",
      "email": "zoe@client.example"},
    "signers": [{"name": "Zoé Lefèvre",
      "email": "zoe@client.example",
      "phone": "+33612345678"}]}'`;

const follow = (apiUrl: string) => `REQUEST=${apiUrl}/v1/signature-requests/sig_…
curl -H "Authorization: Bearer $GUICHET_KEY" $REQUEST
curl -LOJ -H "Authorization: Bearer $GUICHET_KEY" \\
  $REQUEST/sealed-document
curl -LOJ -H "Authorization: Bearer $GUICHET_KEY" \\
  $REQUEST/evidence`;

/** The front page: what this is, area by area, and the shortest way to a first signature. */
export const HomePage = ({ locale, apiUrl, inboxUrl, areas }: HomePageProps) => {
  const t = locale === 'fr' ? fr : en;
  return (
    <Layout title={t.title} locale={locale} languages>
      <h1>{t.title}</h1>
      <p class="lead">{t.what}</p>
      <p class="actions">
        <a class="button" href={`${apiUrl}/docs?lang=${locale}`}>
          {t.docs}
        </a>
        {inboxUrl && (
          <a class="button quiet" href={inboxUrl}>
            {t.inbox}
          </a>
        )}
      </p>
      {inboxUrl && <p class="soft">{t.inboxWhy}</p>}
      <section class="card">
        <h2>{t.first}</h2>
        <p>{t.start}</p>
        <Copyable locale={locale} id="sign-up" value={signUp(apiUrl)} />
        <p>{t.send}</p>
        <Copyable locale={locale} id="send" value={send(apiUrl)} />
        <p>{t.after}</p>
        <Copyable locale={locale} id="follow" value={follow(apiUrl)} />
      </section>
      <section class="card">
        <h2>{t.areas}</h2>
        <dl class="areas">
          {areas.map(({ name, title, about, calls }) => (
            <div>
              <dt>
                <a href={`${apiUrl}/docs?lang=${locale}#area-${name}`}>{title}</a>{' '}
                <span class="soft">{t.calls(calls)}</span>
              </dt>
              <dd>{about}</dd>
            </div>
          ))}
        </dl>
        <p class="soft">
          {t.reading}
          <a href={`${apiUrl}/openapi.json?lang=${locale}`}>/openapi.json</a>
        </p>
      </section>
    </Layout>
  );
};
