import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../../shared/text.ts';
import { BUSINESS, type Chapter, GUICHET } from '../chapter.ts';
import { inbox, linkIn, sender, signer, signUp, until } from '../parties.ts';
import { addFile, openShop, orderOf, orderReaches, putOnSale } from '../shop.ts';

const BUYER = say('Acheteur', 'Buyer');
const BANK = say('Banque', 'Bank');

const camille = {
  email: 'camille.boutique@menuiserie-durand.example',
  firstName: 'Camille',
  lastName: 'Durand',
  company: 'Menuiserie Durand',
};
const zoe = 'zoe.acheteuse@client.example';
const marc = 'marc.acheteur@client.example';

const GUIDE = Buffer.from('Tout ce qu’il faut savoir avant de poser une porte.\n');

interface Readiness {
  isReady: boolean;
  findings: { message: string; mend: { call: string; field?: string } }[];
}

export const chapter: Chapter = {
  title: say(
    'un guide se vend, par carte et par virement ; on y renonce',
    'a guide is sold, by card and by transfer; somebody withdraws',
  ),
  async tell({ apiUrl, inboxUrl, stripeUrl, show, print, results, locale }) {
    const fr = locale === 'fr';
    const { apiKey } = await signUp(apiUrl, inboxUrl, camille);
    const business = sender(apiUrl, apiKey);
    const mailbox = inbox(inboxUrl);
    const guide = await putOnSale(
      business,
      {
        name: 'Guide de pose, 2e éd.',
        title: 'Le guide de la pose',
        type: 'digital',
        language: locale,
        description: { label: 'Description', text: 'Tout ce qu’il faut savoir.\n\n- Mesurer\n- Tracer\n- Poser' },
        compatibility: 'Un texte, lisible partout.',
      },
      {
        name: 'Lancement',
        price: { amount: 990, vat: 'included', vatRate: 5.5 },
        asksTerms: true,
        downloads: { most: 1, days: 30 },
      },
    );
    show(BUSINESS, say('décrit un guide et son prix', 'describes a guide and its price'));
    const readiness = () => business.json<Readiness>('GET', `/v1/sale-actions/${guide.saleActionId}/readiness`);
    const { findings } = await readiness();
    show(
      GUICHET,
      say(
        `dit ce qui manque pour vendre : ${findings.length} points, chacun avec où y remédier`,
        `tells what is missing to sell: ${findings.length} points, each with where to mend it`,
      ),
    );
    for (const { message, mend } of findings)
      print(say(`          ${message} (${mend.call})`, `          ${message} (${mend.call})`));

    const directory = `durand-${guide.articleId.slice(-6)}`;
    const { ok, rights } = await openShop(business, { name: 'Menuiserie Durand', directory });
    await addFile(business, guide.articleId, 'guide-de-la-pose.txt', GUIDE);
    if (!ok || !(await readiness()).isReady) throw new Error('the sale is not ready');
    show(
      BUSINESS,
      say(
        `dit qui elle est, dépose le guide, relie Stripe (${rights.length} droits éprouvés) : tout est prêt`,
        `tells who she is, uploads the guide, links Stripe (${rights.length} rights probed): all is ready`,
      ),
    );

    const { url } = await business.json<{ url: string }>(
      'GET',
      `/v1/articles/${guide.articleId}/sale-actions/${guide.saleActionId}`,
    );
    const page = await (await fetch(url, { headers: { 'accept-language': locale } })).text();
    if (!page.includes('og:title') || !/9[,.]90/.test(page)) throw new Error('the page does not show the sale');
    await writeFile(join(results, 'sale.html'), page);
    show(GUICHET, say(`montre la vente à tous : ${url}`, `shows the sale to all: ${url}`));

    const checkout = async (email: string) => {
      const answer = await fetch(`${url}/checkout`, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams({ email }),
      });
      if (answer.status !== 202) throw new Error(`checkout answered ${answer.status}`);
      const link = linkIn(await mailbox.next(email), '/order/');
      return { link, buyer: signer(link) };
    };
    const button = fr ? 'Commander avec obligation de paiement' : 'Order with obligation to pay';

    const card = await checkout(zoe);
    const typed = { name: 'Zoé Lefèvre', terms: 'on', beginsAtOnce: 'on', acceptsLoss: 'on' };
    const payPage = await card.buyer.press(await card.buyer.open(), button, { ...typed, method: 'card' });
    show(
      BUYER,
      say(
        `donne son adresse, suit l’e-mail, presse « ${button} »`,
        `gives her address, follows the email, presses “${button}”`,
      ),
    );
    await payByCard(stripeUrl, payPage);
    await orderReaches(business, guide, zoe, 'confirmed');
    const done = await mailbox.next(zoe, ({ text }) => text.includes(fr ? 'confirmée' : 'confirmed'));
    show(
      GUICHET,
      say(
        'apprend de Stripe que c’est payé, et confirme une seule fois',
        'hears from Stripe that it is paid, and confirms once',
      ),
    );
    const mine = signer(linkIn(done, '/order/'));
    const file = await mine.press(await mine.open(), fr ? 'Télécharger' : 'Download');
    if (file !== GUIDE.toString()) throw new Error('the guide did not come');
    if ((await mine.open()).includes('name="document"')) throw new Error('the limit of downloads does not count');
    await writeFile(join(results, 'guide-de-la-pose.txt'), file);
    show(
      BUYER,
      say(
        'télécharge son guide ; la page dit que la limite est atteinte',
        'downloads her guide; the page tells that the limit is reached',
      ),
    );

    const transfer = await checkout(marc);
    const asked = { name: 'Marc Petit', terms: 'on', method: 'transfer' };
    await transfer.buyer.press(await transfer.buyer.open(), button, asked);
    const { reference = '' } = (await orderOf(business, guide, marc)) ?? {};
    show(
      BUYER,
      say(
        `un autre choisit le virement : référence ${reference}`,
        `another chooses a transfer: reference ${reference}`,
      ),
    );
    const csv = `Date;Montant;Contrepartie;Communication\n28/11/2026;9,90;Marc Petit;${reference.toLowerCase()}\n`;
    const statement = new FormData();
    statement.set('statement', new Blob([csv]), 'releve.csv');
    statement.set('request', '{}');
    const headers = { authorization: `Bearer ${apiKey}` };
    const brought = await fetch(`${apiUrl}/v1/bank-statements`, { method: 'POST', headers, body: statement });
    if (brought.status !== 202) throw new Error(`the statement was refused: ${await brought.text()}`);
    await orderReaches(business, guide, marc, 'confirmed');
    show(
      BANK,
      say('son relevé CSV retrouve la commande et la confirme', 'its CSV statement finds the order and confirms it'),
    );

    const withdrawal = `${transfer.link}/withdrawal`;
    const leaver = signer(withdrawal);
    const words = fr
      ? ['Renoncer au contrat ici', 'Confirmer la rétractation']
      : ['Withdraw from the contract here', 'Confirm withdrawal'];
    const fields = { name: 'Marc Petit', contract: 'Le guide de la pose', email: marc };
    await leaver.press(await leaver.press(await leaver.open(), words[0] ?? '', fields), words[1] ?? '');
    await orderReaches(business, guide, marc, 'withdrawn');
    const receipt = await until('the receipt', async () =>
      (await mailbox.messages(marc)).find(({ text }) => text.includes('(UTC)')),
    );
    await writeFile(join(results, 'retractation.txt'), receipt.text);
    show(
      BUYER,
      say(
        `y renonce en deux pas et reçoit : « ${receipt.subject} »`,
        `withdraws in two steps and receives: “${receipt.subject}”`,
      ),
    );

    const exported = Buffer.from(await business.download('/v1/orders/export?format=csv'));
    await writeFile(join(results, 'ventes.csv'), exported);
    show(BUSINESS, say(`exporte ses ventes : ${results}`, `exports her sales: ${results}`));
  },
};

/** Pays on the page of a payment: the stand-in of Stripe plays it. */
async function payByCard(stripeUrl: string, page: string): Promise<void> {
  const [, path] = /action="(\/pay\/\w+)"/.exec(page) ?? [];
  if (!path) throw new Error('This is no payment page');
  const payer = signer(stripeUrl + path);
  await payer.press(await payer.open(), 'Payer par carte');
}
