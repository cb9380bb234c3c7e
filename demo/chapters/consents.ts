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

interface Mailing {
  id: string;
  status: string;
  recap: Record<string, number>;
  results: Record<string, number>;
}
interface Campaign {
  status: string;
  asked: number;
  recap: Record<string, number>;
}

/**
 * A shop prepares a mailing that nobody agreed to, and asks its two customers for their consent: one agrees, receives the
 * mailing, and thinks better of it; the other says no.
 */
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
  const { id: listId } = await business.json<{ id: string }>('POST', '/v1/lists', { name: 'Carnet de la boutique' });
  await business.json('POST', `/v1/lists/${listId}/addresses`, {
    addresses: [paul, lea, 'inconnu@ailleurs.example'].map((email) => ({ email })),
  });
  const { id } = await business.json<Mailing>('POST', '/v1/mailings', {
    name: 'Lettre de printemps',
    subject: 'Les tulipes sont là',
    html: '<p>Bonjour, les premières tulipes sont arrivées.</p>',
    filter: { lists: [listId] },
    sender: 'platform',
  });
  const mailing = (more = '') => `/v1/mailings/${id}${more}`;
  const reaches = <T extends { status: string }>(what: string, at: string, status: string) =>
    until(what, async () => {
      const found = await business.json<T>('GET', at);
      return found.status === status ? found : undefined;
    });
  const { recap } = await reaches<Mailing>('the audience', mailing(), 'ready');
  show(
    BUSINESS,
    say(
      `prépare un envoi à sa liste : ${recap.total} adresses, ${recap.accepted} qui ont consenti, ${recap.external} hors de ses fiches`,
      `prepares a mailing to its list: ${recap.total} addresses, ${recap.accepted} that agreed, ${recap.external} outside its records`,
    ),
  );
  const campaign = mailing('/consent-campaign');
  await business.json('POST', campaign, { perMonth: 2 });
  const { recap: asking } = await reaches<Campaign>('the campaign', campaign, 'ready');
  show(
    BUSINESS,
    say(
      `prépare une campagne de consentement : ${asking.toAsk} à solliciter, ${asking.external} externe, jamais sollicitée`,
      `prepares a consent campaign: ${asking.toAsk} to be asked, ${asking.external} external, never asked`,
    ),
  );
  await business.json('POST', `${campaign}/send`);
  const { asked } = await reaches<Campaign>('the requests', campaign, 'sent');
  show(BUSINESS, say(`l’envoie : ${asked} demandes sont parties`, `sends it: ${asked} requests have left`));

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

  await business.json('POST', mailing('/refresh'));
  await reaches<Mailing>('the audience again', mailing(), 'ready');
  await business.json('POST', mailing('/send'));
  const { recap: now, results: became } = await reaches<Mailing>('the mailing', mailing(), 'sent');
  show(
    BUSINESS,
    say(
      `recalcule l’audience et envoie : ${now.accepted} accord, ${now.refused} refus ; ${became.sent} e-mail parti`,
      `finds the audience again and sends: ${now.accepted} agreed, ${now.refused} refused; ${became.sent} email left`,
    ),
  );
  const letter = await mailbox.next(paul, ({ subject }) => subject?.includes('tulipes') ?? false);
  const unsubscribe = linkIn(letter, '/unsubscribe/');
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
    'un envoi demande d’abord l’accord de ses destinataires, et l’un se ravise',
    'a mailing first asks its recipients for their consent, and one thinks better of it',
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
