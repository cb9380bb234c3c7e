import type { Brand } from '../../../shared/brand/brand.ts';
import { inDays } from '../../../shared/pages/dates.ts';
import { Layout } from '../../../shared/pages/layout.tsx';
import type { Locale } from '../../../shared/text.ts';
import type { CertificateStatus } from '../certificate-states.ts';

export interface CertificatePageProps {
  locale: Locale;
  brand: Brand;
  id: string;
  /** What it attests. */
  name: string;
  holder: string;
  status: CertificateStatus;
  issuedAt: string;
  expiresAt?: string | undefined;
  isExpired: boolean;
  /** Why it is revoked. */
  reason?: string | undefined;
  /** The link was to another, whose place it takes. */
  isReplacement: boolean;
  verifyUrl: string;
  /** Where the button posts, and where the files are. */
  action: string;
  file: string;
  proof: string;
  /** Where the pictures are that carry the badge. */
  badge?: { png: string; svg: string } | undefined;
}

const fr = {
  title: 'Mon certificat',
  issued: (business: string, when: string) => `Délivré par ${business} le ${when}.`,
  until: (when: string) => `Il vaut jusqu’au ${when}.`,
  expired: (when: string) => `Il a expiré le ${when}.`,
  activate: 'Activer mon certificat',
  why: 'Activez-le pour le garder : vous pourrez le télécharger et le partager. C’est gratuit, et sans compte.',
  activated: 'Votre certificat est activé. Gardez ce lien : il y mène à tout moment.',
  revoked: (reason: string) => `Ce certificat est révoqué et ne vaut plus. Motif : ${reason}`,
  replacement: 'Ce certificat remplace celui que ce lien ouvrait.',
  making: 'Votre certificat est en préparation. Rouvrez cette page dans un instant.',
  download: 'Télécharger le certificat (PDF)',
  proof: 'Télécharger le dossier de preuve (ZIP)',
  badge: 'Télécharger le badge (PNG)',
  badgeText:
    'Cette image porte votre certificat, signé (Open Badge 3.0) : mettez-la dans un portefeuille de badges, ou montrez-la à qui la vérifie.',
  share: 'Le montrer',
  shareText: 'Qui ouvre cette adresse vérifie votre certificat, sans voir votre lien :',
  linkedin: 'Ajouter à mon profil LinkedIn',
};

const en: typeof fr = {
  title: 'My certificate',
  issued: (business, when) => `Issued by ${business} on ${when}.`,
  until: (when) => `It is valid until ${when}.`,
  expired: (when) => `It expired on ${when}.`,
  activate: 'Activate my certificate',
  why: 'Activate it to keep it: you can then download it and share it. It is free, and needs no account.',
  activated: 'Your certificate is activated. Keep this link: it leads here at any time.',
  revoked: (reason) => `This certificate is revoked and no longer valid. Reason: ${reason}`,
  replacement: 'This certificate takes the place of the one that this link opened.',
  making: 'Your certificate is being made. Open this page again in a moment.',
  download: 'Download the certificate (PDF)',
  proof: 'Download the evidence (ZIP)',
  badge: 'Download the badge (PNG)',
  badgeText:
    'This picture carries your certificate, signed (Open Badge 3.0): put it in a badge wallet, or show it to whoever verifies it.',
  share: 'Show it',
  shareText: 'Whoever opens this address verifies your certificate, without seeing your link:',
  linkedin: 'Add to my LinkedIn profile',
};

/** The holder's page. Software that opens links does nothing by it: one button activates. */
export const CertificatePage = (props: CertificatePageProps) => {
  const { locale, brand, name, holder, status, issuedAt, expiresAt, isExpired, isReplacement, action } = props;
  const t = locale === 'fr' ? fr : en;
  const day = (at: string) => inDays(new Date(at), locale);
  return (
    <Layout title={t.title} locale={locale} brand={brand} languages>
      <div class="card">
        <h1>{name}</h1>
        <p>
          <strong>{holder}</strong>
          <br />
          {t.issued(brand.name, day(issuedAt))}
          {expiresAt && (
            <>
              <br />
              {isExpired ? t.expired(day(expiresAt)) : t.until(day(expiresAt))}
            </>
          )}
        </p>
        {isReplacement && <p class="notice">{t.replacement}</p>}
        {status === 'issuing' && <p class="notice">{t.making}</p>}
        {status === 'revoked' && <p class="alert">{t.revoked(props.reason ?? '')}</p>}
        {status === 'issued' && (
          <form method="post" action={action}>
            <p>{t.why}</p>
            <button class="button" type="submit">
              {t.activate}
            </button>
          </form>
        )}
        {status === 'activated' && <Kept {...props} />}
      </div>
    </Layout>
  );
};

/** What is done with a certificate that is one's own. */
const Kept = (props: CertificatePageProps) => {
  const { locale, file, proof, badge, verifyUrl, name, brand, issuedAt, expiresAt, id } = props;
  const t = locale === 'fr' ? fr : en;
  return (
    <>
      <p class="notice" role="status">
        {t.activated}
      </p>
      <div class="actions">
        <a class="button" href={file}>
          {t.download}
        </a>
        <a class="button quiet" href={proof}>
          {t.proof}
        </a>
      </div>
      {badge && (
        <>
          <h2>Open Badge</h2>
          <p>
            <img src={badge.svg} alt={name} width="160" height="160" />
          </p>
          <p>{t.badgeText}</p>
          <p>
            <a class="button quiet" href={badge.png} download="badge.png">
              {t.badge}
            </a>
          </p>
        </>
      )}
      <h2>{t.share}</h2>
      <p>
        {t.shareText}
        <br />
        <a href={verifyUrl}>{verifyUrl}</a>
      </p>
      <p>
        <a
          href={linkedIn({ name, organisation: brand.name, issuedAt, expiresAt, verifyUrl, id })}
          rel="noopener noreferrer"
        >
          {t.linkedin}
        </a>
      </p>
    </>
  );
};

interface Shared {
  name: string;
  organisation: string;
  issuedAt: string;
  expiresAt?: string | undefined;
  verifyUrl: string;
  id: string;
}

/** The form of LinkedIn that adds a certification, filled in. */
function linkedIn({ name, organisation, issuedAt, expiresAt, verifyUrl, id }: Shared): string {
  const months = (prefix: string, at: string) => ({
    [`${prefix}Year`]: String(new Date(at).getUTCFullYear()),
    [`${prefix}Month`]: String(new Date(at).getUTCMonth() + 1),
  });
  const query = new URLSearchParams({
    ...{ startTask: 'CERTIFICATION_NAME', name, organizationName: organisation, certUrl: verifyUrl, certId: id },
    ...months('issue', issuedAt),
    ...(expiresAt && months('expiration', expiresAt)),
  });
  return `https://www.linkedin.com/profile/add?${query}`;
}
