import { Copyable } from '../../../shared/pages/copyable.tsx';
import { Layout } from '../../../shared/pages/layout.tsx';
import type { Locale } from '../../../shared/text.ts';

export interface HomePageProps {
  locale: Locale;
  /** Where programs call, without a trailing slash. */
  apiUrl: string;
  /** Where captured mail and SMS are read, on a developer's machine. */
  inboxUrl?: string | undefined;
}

const fr = {
  title: 'Le guichet de votre entreprise',
  what: 'Guichet fait signer des documents à vos clients\u00a0: un e-mail, une page, un code par SMS, puis un PDF scellé et son dossier de preuve.',
  start: 'Un premier appel',
  startWhy: 'Ouvrez un compte ; le lien reçu par e-mail donne la clé de l’API.',
  docs: 'La documentation de l’API',
  inbox: 'Les e-mails et SMS capturés',
  inboxWhy: 'Sur cette machine, rien ne part au-dehors\u00a0: e-mails et SMS arrivent dans une boîte de démonstration.',
  how: 'Faire signer un document',
  steps: [
    ['POST /v1/contacts', 'votre client, avec son e-mail et son téléphone'],
    ['POST /v1/contacts/{contactId}/documents', 'annonce un PDF et donne l’adresse où le déposer'],
    ['POST /v1/signature-requests', 'envoie la demande au signataire'],
    ['GET /v1/signature-requests/{id}', 'dit où elle en est, acte par acte'],
    ['GET /v1/signature-requests/{id}/sealed-document', 'donne le PDF scellé'],
    ['GET /v1/signature-requests/{id}/evidence', 'donne le dossier de preuve'],
  ],
  reading: 'Description complète (OpenAPI 3.1) : ',
};

const en: typeof fr = {
  title: 'Your business’s front desk',
  what: 'Guichet has your customers sign documents: an email, a page, a code by text message, then a sealed PDF and its evidence.',
  start: 'A first call',
  startWhy: 'Open an account; the link received by email gives the API key.',
  docs: 'The API documentation',
  inbox: 'Captured emails and text messages',
  inboxWhy: 'On this machine nothing leaves: emails and text messages arrive in a demonstration inbox.',
  how: 'Have a document signed',
  steps: [
    ['POST /v1/contacts', 'your customer, with an email and a phone'],
    ['POST /v1/contacts/{contactId}/documents', 'announces a PDF and gives the address to upload it to'],
    ['POST /v1/signature-requests', 'sends the request to the signer'],
    ['GET /v1/signature-requests/{id}', 'says where it stands, act by act'],
    ['GET /v1/signature-requests/{id}/sealed-document', 'gives the sealed PDF'],
    ['GET /v1/signature-requests/{id}/evidence', 'gives the evidence bundle'],
  ],
  reading: 'Full description (OpenAPI 3.1): ',
};

const signUp = (apiUrl: string) => `curl ${apiUrl}/v1/accounts \\
  -H 'Content-Type: application/json' \\
  -d '{"email":"vous@example.com","firstName":"Camille","lastName":"Durand","company":"Durand et fils"}'`;

/** The developers' front page: what this is, and the shortest way to a first answer. */
export const HomePage = ({ locale, apiUrl, inboxUrl }: HomePageProps) => {
  const t = locale === 'fr' ? fr : en;
  return (
    <Layout title={t.title} locale={locale} languages>
      <h1>{t.title}</h1>
      <p class="lead">{t.what}</p>
      <p class="actions">
        <a class="button" href={`${apiUrl}/docs`}>
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
        <h2>{t.start}</h2>
        <p>{t.startWhy}</p>
        <Copyable locale={locale} id="sign-up" value={signUp(apiUrl)} />
      </section>
      <section class="card">
        <h2>{t.how}</h2>
        <ol class="steps">
          {t.steps.map(([call, why]) => (
            <li>
              <code>{call}</code>
              <br />
              <span class="soft">{why}</span>
            </li>
          ))}
        </ol>
        <p class="soft">
          {t.reading}
          <a href={`${apiUrl}/openapi.json?lang=${locale}`}>/openapi.json</a>
        </p>
      </section>
    </Layout>
  );
};
