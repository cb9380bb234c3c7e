import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../shared/sha256.ts';
import { say } from '../../shared/text.ts';
import { BUSINESS, type Chapter, GUICHET } from '../chapter.ts';
import { sender, signUp, until } from '../parties.ts';

const camille = {
  email: 'camille.listes@menuiserie-durand.example',
  firstName: 'Camille',
  lastName: 'Durand',
  company: 'Menuiserie Durand',
};
const lea = { email: 'lea.listes@cuisines-roy.example', firstName: 'Léa', lastName: 'Roy', company: 'Cuisines Roy' };

/** What a French spreadsheet leaves: windows-1252, `;`, a number that lost its zero, a line that is no good. */
const FILE = Buffer.from(
  [
    'Prénom;Courriel;Téléphone',
    'Zoé;zoe.lefevre@client.example;06 12 34 56 78',
    'Noël;noel@client.example;612345679',
    'Zoé;ZOE.LEFEVRE@client.example;',
    'Hervé;herve(at)client.example;',
    '',
  ].join('\r\n'),
  'latin1',
);

interface Import {
  id: string;
  status: string;
  encoding?: string;
  counts: { read: number; accepted: number; duplicates: number; rejected: number };
}

export const chapter: Chapter = {
  title: say(
    'un fichier d’adresses devient une liste, et se partage',
    'a file of addresses becomes a list, and is shared',
  ),
  async tell({ apiUrl, inboxUrl, show, results, locale }) {
    const { apiKey } = await signUp(apiUrl, inboxUrl, camille);
    const friend = await signUp(apiUrl, inboxUrl, lea);
    const business = sender(apiUrl, apiKey);
    const { id } = await business.json<{ id: string }>('POST', '/v1/lists', {
      name: 'Salon du bois 2026',
      source: 'Cartes de visite du stand',
    });
    const imports = `/v1/lists/${id}/imports`;
    const announced = await business.json<{
      id: string;
      upload: { url: string; method: string; headers: Record<string, string> };
    }>('POST', imports, { filename: 'salon.csv', size: FILE.length, sha256: sha256Hex(FILE) });
    const { 'content-length': _, ...headers } = announced.upload.headers;
    await fetch(announced.upload.url, { method: 'PUT', headers, body: new Uint8Array(FILE) });
    show(BUSINESS, say('dépose salon.csv, tel qu’Excel l’a enregistré', 'uploads salon.csv as Excel saved it'));

    const done = await until('the import', async () => {
      const found = await business.json<Import>('GET', `${imports}/${announced.id}`);
      if (found.status === 'failed') throw new Error(`the import ${found.id} failed`);
      return found.status === 'completed' ? found : undefined;
    });
    const { read, accepted, duplicates, rejected } = done.counts;
    show(
      GUICHET,
      say(
        `lit ${read} lignes (${done.encoding}) : ${accepted} adresses, ${duplicates} doublon, ${rejected} ligne rejetée`,
        `reads ${read} lines (${done.encoding}): ${accepted} addresses, ${duplicates} duplicate, ${rejected} line rejected`,
      ),
    );
    const errors = await business.json<{ items: { line: number; value: string; message: string }[] }>(
      'GET',
      `${imports}/${announced.id}/errors?kind=all`,
    );
    for (const { line, message } of errors.items)
      show(GUICHET, say(`ligne ${line} : ${message}`, `line ${line}: ${message}`));

    const share = `/v1/lists/${id}/shares/${friend.accountId}`;
    await business.json('PUT', share);
    const partner = sender(apiUrl, friend.apiKey);
    const file = join(results, locale === 'fr' ? 'liste.csv' : 'list.csv');
    await writeFile(file, await partner.download(`/v1/lists/${id}/export?format=csv`));
    show(
      say('Autre compte', 'Other account'),
      say(`lit la liste partagée, sans rien y changer : ${file}`, `reads the shared list, changing nothing: ${file}`),
    );
  },
};
