import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishedBy } from '../../functions/proof/known-makers.ts';
import { say } from '../../shared/text.ts';
import { ANYBODY, BUSINESS, type Chapter, type Stage } from '../chapter.ts';
import { inbox, linkIn, sender, signer, signUp, until } from '../parties.ts';

const RECIPIENT = say('Destinataire', 'Recipient');

const camille = {
  email: 'camille@fleurs-durand.example',
  firstName: 'Camille',
  lastName: 'Durand',
  company: 'Fleurs Durand',
};
const paul = 'paul.martin@client.example';
const lea = 'lea.petit@client.example';

interface Consent {
  status: string;
  external: boolean;
  actions: string[];
}

/** Two customers are asked whether they want the news of a shop: one agrees, then thinks better; the other says no. */
async function ask({ apiUrl, inboxUrl, show, results }: Stage): Promise<string> {
  const mailbox = inbox(inboxUrl);
  const { apiKey } = await signUp(apiUrl, inboxUrl, camille);
  const business = sender(apiUrl, apiKey);
  const path = (email: string, more = '') => `/v1/consents/${encodeURIComponent(email)}${more}`;
  const consent = (email: string) => business.json<Consent>('GET', path(email));
  const mustBe = async (email: string, status: string) => {
    const found = await consent(email);
    if (found.status !== status) throw new Error(`${email} is ${found.status}, not ${status}`);
  };
  for (const [email, lastName] of [
    [paul, 'Martin'],
    [lea, 'Petit'],
  ] as const)
    await business.createContact({ kind: 'customer', lastName, emails: [email], phones: [] });
  if (!(await consent('inconnu@ailleurs.example')).external) throw new Error('A stranger is not external');
  for (const email of [paul, lea]) await business.json('POST', path(email, '/request'), { perMonth: 2 });
  show(
    BUSINESS,
    say(
      `demande à ${paul} et à ${lea} s’ils acceptent ses nouvelles ; une adresse hors de ses fiches ne peut l’être`,
      `asks ${paul} and ${lea} whether they agree to its news; an address outside its records cannot be asked`,
    ),
  );

  const mail = await mailbox.next(paul);
  const page = signer(linkIn(mail, '/consent/'));
  await page.open();
  await mustBe(paul, 'pending');
  show(
    RECIPIENT,
    say(
      `reçoit « ${mail.subject} » et ouvre la page : ouvrir ne décide rien`,
      `receives “${mail.subject}” and opens the page: opening decides nothing`,
    ),
  );
  const confirmed = await page.press(await page.open(), 'J’accepte');
  if (!confirmed.includes('vous acceptez')) throw new Error('The page does not confirm the agreement');
  await mustBe(paul, 'accepted');
  const receipt = await mailbox.next(paul, ({ subject }) => subject?.includes('reçu') ?? false);
  show(
    RECIPIENT,
    say(
      `presse « J’accepte » et reçoit « ${receipt.subject} », scellé`,
      `presses « J’accepte » and receives “${receipt.subject}”, sealed`,
    ),
  );

  const other = signer(linkIn(await mailbox.next(lea), '/consent/'));
  await other.press(await other.open(), 'Je refuse');
  await mustBe(lea, 'refused');
  if ((await consent(lea)).actions.length) throw new Error('The business may undo a refusal');
  show(
    RECIPIENT,
    say(
      `${lea} presse « Je refuse » : l’entreprise ne peut plus rien demander`,
      `${lea} presses « Je refuse »: the business can ask no more`,
    ),
  );

  const unsubscribe = linkIn(receipt, '/consent/').replace('/consent/', '/unsubscribe/');
  const { status } = await fetch(unsubscribe, { method: 'POST', body: 'List-Unsubscribe=One-Click' });
  await mustBe(paul, 'refused');
  show(
    say('Messagerie', 'Mailbox'),
    say(
      `désabonne ${paul} d’une pression (RFC 8058 : ${status}), sans cookie ni page : en vigueur aussitôt`,
      `unsubscribes ${paul} with one press (RFC 8058: ${status}), without cookie or page: in force at once`,
    ),
  );

  const evidence = join(results, `preuve-consentement-${paul}.zip`);
  const bytes = await until('the proof', async () => {
    await business.json('GET', path(paul, '/history'));
    return business.download(path(paul, '/proof')).catch(() => undefined);
  });
  await writeFile(evidence, bytes);
  const { items } = await business.json<{ items: { act: string; at: string; words: string }[] }>(
    'GET',
    path(paul, '/history'),
  );
  show(BUSINESS, say('voit l’histoire de l’adresse, acte par acte :', 'sees the history of the address, act by act:'));
  for (const { at, act, words } of items) console.log(`${' '.repeat(25)}${at}  ${act.padEnd(10)}  ${words}`);
  return evidence;
}

export const chapter: Chapter = {
  title: say(
    'deux clients répondent à une demande de consentement, et l’un se ravise',
    'two customers answer a request for consent, and one thinks better of it',
  ),
  async tell(stage) {
    const { apiUrl, locale, show, print } = stage;
    const evidence = await ask(stage);
    show(ANYBODY, say('vérifie la preuve de ce consentement :\n', 'verifies the proof of that consent:\n'));
    const { certificates, authorities } = await publishedBy(apiUrl);
    const named = [
      ...certificates.flatMap(({ sha256 }) => ['--certificate', sha256]),
      ...authorities.flatMap((sha256) => ['--authority', sha256]),
    ];
    const verifier = join(import.meta.dirname, '..', '..', 'functions', 'proof', 'verify-proof.ts');
    const { status } = spawnSync(process.execPath, [verifier, evidence, ...named, '--lang', locale], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`The evidence does not hold: ${evidence}`);
    print(say(`\nPreuve du consentement  ${evidence}`, `\nProof of the consent  ${evidence}`));
  },
};
