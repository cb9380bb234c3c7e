import type { Brand } from '../../shared/brand/brand.ts';
import { Layout } from '../../shared/pages/layout.tsx';
import type { Locale } from '../../shared/text.ts';

export interface WithdrawalPageProps {
  locale: Locale;
  brand: Brand;
  /** What the right is, here. */
  rights: readonly string[];
  action: string;
  back: string;
  name: string;
  contract: string;
  email: string;
  /** The second step: what was declared is read again before it is confirmed. */
  isConfirming: boolean;
  fault?: string | undefined;
}

const fr = {
  title: 'Renoncer au contrat',
  lead: 'Par cette déclaration, vous renoncez au contrat, sans frais et sans donner de motif. Un reçu vous est envoyé aussitôt, avec le jour et l’heure.',
  name: 'Votre nom',
  contract: 'Le contrat',
  email: 'L’adresse où envoyer le reçu',
  next: 'Renoncer au contrat ici',
  check: 'Relisez votre déclaration, puis confirmez-la.',
  declaration: (name: string, contract: string) => `Moi, ${name}, je notifie ma rétractation du contrat : ${contract}.`,
  receipt: (email: string) => `Le reçu sera envoyé à ${email}.`,
  confirm: 'Confirmer la rétractation',
  back: 'Revenir à la commande',
};
const en: typeof fr = {
  title: 'Withdraw from the contract',
  lead: 'By this declaration you withdraw from the contract, free of charge and without giving any reason. A receipt is sent to you at once, with the day and time.',
  name: 'Your name',
  contract: 'The contract',
  email: 'The address for the receipt',
  next: 'Withdraw from the contract here',
  check: 'Read your declaration again, then confirm it.',
  declaration: (name, contract) => `I, ${name}, give notice that I withdraw from the contract: ${contract}.`,
  receipt: (email) => `The receipt will be sent to ${email}.`,
  confirm: 'Confirm withdrawal',
  back: 'Back to the order',
};

/** The words of a declaration. */
export const declarationOf = (name: string, contract: string, locale: Locale): string =>
  (locale === 'fr' ? fr : en).declaration(name, contract);

/** The two steps of a withdrawal (directive 2011/83, article 11a): the declaration, then the button that confirms it. */
export const WithdrawalPage = (props: WithdrawalPageProps) => {
  const { locale, brand, name, contract, email, isConfirming } = props;
  const t = locale === 'fr' ? fr : en;
  const fields = { name, contract, email };
  return (
    <Layout title={t.title} locale={locale} brand={brand}>
      <div class="card">
        <h1>{t.title}</h1>
        {props.fault && (
          <p class="alert" role="alert">
            {props.fault}
          </p>
        )}
        {isConfirming ? (
          <>
            <p>{t.check}</p>
            <p class="consent">{t.declaration(name, contract)}</p>
            <p>{t.receipt(email)}</p>
          </>
        ) : (
          <>
            <p>{t.lead}</p>
            {props.rights.map((line) => (
              <p class="soft">{line}</p>
            ))}
          </>
        )}
        <form method="post" action={props.action}>
          {Object.entries(fields).map(([field, value]) =>
            isConfirming ? (
              <input type="hidden" name={field} value={value} />
            ) : (
              <div class="field">
                <label for={field}>{t[field as keyof typeof fields]}</label>
                <input id={field} name={field} type={field === 'email' ? 'email' : 'text'} value={value} required />
              </div>
            ),
          )}
          <button class="button" type="submit">
            {isConfirming ? t.confirm : t.next}
          </button>
        </form>
        <p>
          <a href={props.back}>{t.back}</a>
        </p>
      </div>
    </Layout>
  );
};
