import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../shared/sha256.ts';
import { say } from '../../shared/text.ts';
import { BUSINESS, type Chapter, GUICHET } from '../chapter.ts';
import { sender, signUp, until } from '../parties.ts';

const camille = {
  email: 'camille.boutique@menuiserie-durand.example',
  firstName: 'Camille',
  lastName: 'Durand',
  company: 'Menuiserie Durand',
};

const GUIDE = Buffer.from('Tout ce qu’il faut savoir avant de poser une porte.\n');

interface Readiness {
  isReady: boolean;
  findings: { message: string; mend: { call: string; field?: string } }[];
}

export const chapter: Chapter = {
  title: say('un guide se met en vente', 'a guide is put on sale'),
  async tell({ apiUrl, inboxUrl, show, print, results, locale }) {
    const { apiKey } = await signUp(apiUrl, inboxUrl, camille);
    const business = sender(apiUrl, apiKey);
    const article = await business.json<{ id: string }>('POST', '/v1/articles', {
      name: 'Guide de pose, 2e éd.',
      title: 'Le guide de la pose',
      type: 'digital',
      description: { label: 'Description', text: 'Tout ce qu’il faut savoir.\n\n- Mesurer\n- Tracer\n- Poser' },
      compatibility: 'Un texte, lisible partout.',
    });
    const action = await business.json<{ id: string }>('POST', `/v1/articles/${article.id}/sale-actions`, {
      name: 'Lancement',
      price: { amount: 990, vat: 'included', vatRate: 5.5 },
      downloads: { most: 5, days: 30 },
    });
    show(BUSINESS, say('décrit un guide et son prix', 'describes a guide and its price'));

    const readiness = () => business.json<Readiness>('GET', `/v1/sale-actions/${action.id}/readiness`);
    const { findings } = await readiness();
    show(
      GUICHET,
      say(
        `dit ce qui manque pour vendre : ${findings.length} points, chacun avec où y remédier`,
        `tells what is missing to sell: ${findings.length} points, each with where to mend it`,
      ),
    );
    for (const { message, mend } of findings) print(say(`${message} (${mend.call})`, `${message} (${mend.call})`));

    await business.json('PUT', '/v1/account/business', {
      legalName: 'Menuiserie Durand',
      legalForm: 'SARL',
      companyNumber: '732 829 320',
      address: { street: '12 rue des Lilas', postalCode: '69003', city: 'Lyon', country: 'FR' },
      email: 'contact@menuiserie-durand.example',
      legalLinks: {
        terms: 'https://menuiserie-durand.example/#LG#/conditions',
        privacy: 'https://menuiserie-durand.example/#LG#/vie-privee',
      },
      mediator: { name: 'CM2C', url: 'https://www.cm2c.net' },
    });
    await business.json('PUT', '/v1/account/directory', {
      directory: `durand-${article.id.slice(-6)}`,
    });
    const documents = `/v1/articles/${article.id}/documents`;
    const { upload } = await business.json<{
      upload: { url: string; method: string; headers: Record<string, string> };
    }>('POST', documents, {
      filename: 'guide-de-la-pose.txt',
      contentType: 'text/plain',
      size: GUIDE.length,
      sha256: sha256Hex(GUIDE),
    });
    const { 'content-length': _, ...headers } = upload.headers;
    await fetch(upload.url, { method: 'PUT', headers, body: new Uint8Array(GUIDE) });
    await until('the document', async () => {
      const { items } = await business.json<{ items: { status: string }[] }>('GET', documents);
      return items[0]?.status === 'available' ? items[0] : undefined;
    });
    const { isReady } = await readiness();
    if (!isReady) throw new Error('the sale is not ready');
    show(
      BUSINESS,
      say(
        'dit qui elle est et dépose le guide : tout est prêt',
        'tells who she is and uploads the guide: all is ready',
      ),
    );

    const { url } = await business.json<{ url: string }>('GET', `/v1/articles/${article.id}/sale-actions/${action.id}`);
    const page = await (await fetch(url, { headers: { 'accept-language': locale } })).text();
    if (!page.includes('og:title') || !page.includes('9,90')) throw new Error('the page does not show the sale');
    await writeFile(join(results, 'sale.html'), page);
    show(GUICHET, say(`montre la vente à tous : ${url}`, `shows the sale to all: ${url}`));
  },
};
