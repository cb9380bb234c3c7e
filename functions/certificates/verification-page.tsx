import type { Brand } from '../../shared/brand/brand.ts';
import { inDays } from '../../shared/pages/dates.ts';
import { Layout } from '../../shared/pages/layout.tsx';
import type { Locale } from '../../shared/text.ts';
import type { Verification, VerificationResult } from './verification.ts';
import type { CheckName } from './verification-checks.ts';

export interface VerificationPageProps extends Verification {
  locale: Locale;
  /** Of the business that issued it; none when it is unknown. */
  brand?: Brand | undefined;
  /** Where a file is sent to be compared. */
  action: string;
}

const fr = {
  title: 'Vérifier un certificat',
  results: {
    valid: 'Ce certificat est valable',
    revoked: 'Ce certificat est révoqué',
    expired: 'Ce certificat a expiré',
    unknown: 'Ce certificat est inconnu',
    broken: 'Ce certificat ne se vérifie pas',
  } satisfies Record<VerificationResult, string>,
  unknown: 'Aucun certificat ne porte ce numéro. Vérifiez l’adresse, ou demandez-la à qui vous a montré le certificat.',
  broken: 'Ne vous y fiez pas : ce qui ne tient pas est dit plus bas. Demandez-en un autre à qui l’a délivré.',
  until: (when: string) => `Valable jusqu’au ${when}`,
  ended: (when: string) => `Expiré depuis le ${when}`,
  revoked: (when: string, reason: string) => `Révoqué le ${when}. Motif : ${reason}`,
  replaced: 'Un autre le remplace : ',
  see: 'le voir',
  holder: 'Titulaire',
  what: 'Certificat',
  issuer: 'Délivré par',
  issued: 'Délivré le',
  number: 'Numéro',
  acts: 'Preuve',
  chain: (count: number, head: string) => `${count} actes enchaînés, le dernier : ${head}…`,
  sha256: 'Empreinte du PDF scellé (SHA-256)',
  verified: 'Vérifié à l’instant',
  names: { seal: 'Cachet', badge: 'Badge', status: 'Révocation', ledger: 'Registre' } satisfies Record<
    CheckName,
    string
  >,
  failed: 'Attention',
  openBadge: 'Open Badge 3.0',
  takeBadge: 'Le même en badge numérique, pour un portefeuille ou un autre vérificateur :',
  badgeText: 'le badge signé',
  check: 'Comparer un fichier',
  how: 'Choisissez le PDF qu’on vous a montré : nous disons s’il est bien, au dernier octet près, celui qui fut délivré. Rien n’en est gardé.',
  file: 'Le fichier PDF',
  compare: 'Comparer',
  same: 'Ce fichier est exactement celui qui fut délivré et scellé.',
  other: 'Ce fichier n’est pas celui qui fut délivré : il a été modifié, ou c’en est un autre.',
};

const en: typeof fr = {
  title: 'Verify a certificate',
  results: {
    valid: 'This certificate is valid',
    revoked: 'This certificate is revoked',
    expired: 'This certificate has expired',
    unknown: 'This certificate is unknown',
    broken: 'This certificate does not verify',
  },
  unknown: 'No certificate bears this number. Check the address, or ask whoever showed you the certificate for it.',
  broken: 'Do not rely on it: what does not hold is told below. Ask whoever issued it for another.',
  until: (when) => `Valid until ${when}`,
  ended: (when) => `Expired since ${when}`,
  revoked: (when, reason) => `Revoked on ${when}. Reason: ${reason}`,
  replaced: 'Another takes its place: ',
  see: 'see it',
  holder: 'Holder',
  what: 'Certificate',
  issuer: 'Issued by',
  issued: 'Issued on',
  number: 'Number',
  acts: 'Proof',
  chain: (count, head) => `${count} chained acts, the last one: ${head}…`,
  sha256: 'Hash of the sealed PDF (SHA-256)',
  verified: 'Verified just now',
  names: { seal: 'Seal', badge: 'Badge', status: 'Revocation', ledger: 'Register' },
  failed: 'Beware',
  openBadge: 'Open Badge 3.0',
  takeBadge: 'The same as a digital badge, for a wallet or another verifier:',
  badgeText: 'the signed badge',
  check: 'Compare a file',
  how: 'Choose the PDF that you were shown: we tell whether it is the one that was issued, to the last byte. Nothing of it is kept.',
  file: 'The PDF file',
  compare: 'Compare',
  same: 'This file is exactly the one that was issued and sealed.',
  other: 'This file is not the one that was issued: it was changed, or is another one.',
};

/** What anybody is told of a certificate. */
export const VerificationPage = (props: VerificationPageProps) => {
  const { locale, brand, result, expiresAt, revokedAt, reason, replacedBy, file, action } = props;
  const t = locale === 'fr' ? fr : en;
  const day = (at: string) => inDays(new Date(at), locale);
  return (
    <Layout title={t.title} locale={locale} brand={brand} languages>
      <div class="card">
        <h1>{t.results[result]}</h1>
        {result === 'unknown' && <p class="alert">{t.unknown}</p>}
        {result === 'broken' && <p class="alert">{t.broken}</p>}
        {revokedAt && <p class="alert">{t.revoked(day(revokedAt), reason ?? '')}</p>}
        {replacedBy && (
          <p class="notice">
            {t.replaced}
            <a href={replacedBy}>{t.see}</a>
          </p>
        )}
        {expiresAt && !revokedAt && (
          <p class={result === 'expired' ? 'alert' : 'notice'}>
            {(result === 'expired' ? t.ended : t.until)(day(expiresAt))}
          </p>
        )}
        {file && (
          <p class={file === 'same' ? 'notice' : 'alert'} role="status">
            {t[file]}
          </p>
        )}
        {result !== 'unknown' && <Facts {...props} />}
        {props.checks && <Checks {...props} />}
        {props.badge && <Badge {...props} />}
        {result !== 'unknown' && (
          <form method="post" action={action} enctype="multipart/form-data">
            <h2>{t.check}</h2>
            <p>{t.how}</p>
            <div class="field">
              <label for="file">{t.file}</label>
              <input id="file" name="file" type="file" accept="application/pdf,.pdf" />
            </div>
            <button class="button quiet" type="submit">
              {t.compare}
            </button>
          </form>
        )}
      </div>
    </Layout>
  );
};

const Facts = ({ locale, certificate, holder, issuer, issuedAt, id, acts, sha256 }: VerificationPageProps) => {
  const t = locale === 'fr' ? fr : en;
  const facts: (readonly [string, string | undefined])[] = [
    [t.what, certificate],
    [t.holder, holder],
    [t.issuer, issuer],
    [t.issued, issuedAt && inDays(new Date(issuedAt), locale)],
    [t.number, id],
    [t.acts, acts && t.chain(acts.count, acts.head.slice(0, 12))],
    [t.sha256, sha256],
  ];
  return (
    <dl>
      {facts.map(
        ([label, value]) =>
          value && (
            <>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </>
          ),
      )}
    </dl>
  );
};

const Checks = ({ locale, checks = [] }: VerificationPageProps) => {
  const t = locale === 'fr' ? fr : en;
  return (
    <>
      <h2>{t.verified}</h2>
      <dl>
        {checks.map(({ name, outcome, text }) => (
          <>
            <dt>
              {outcome === 'passed' ? '✓' : `✗ ${t.failed}`} {t.names[name]}
            </dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
    </>
  );
};

const Badge = ({ locale, badge, certificate }: VerificationPageProps) => {
  const t = locale === 'fr' ? fr : en;
  if (!badge) return null;
  return (
    <>
      <h2>{t.openBadge}</h2>
      <p>
        <img src={badge.svg} alt={`${t.openBadge} : ${certificate}`} width="160" height="160" />
      </p>
      <p>
        {t.takeBadge} <a href={badge.png}>PNG</a>, <a href={badge.svg}>SVG</a>,{' '}
        <a href={badge.credential}>{t.badgeText}</a>.
      </p>
    </>
  );
};
