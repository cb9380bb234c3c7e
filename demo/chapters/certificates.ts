import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../shared/sha256.ts';
import { say } from '../../shared/text.ts';
import { ANYBODY, BUSINESS, type Chapter, GUICHET } from '../chapter.ts';
import { inbox, linkIn, sender, signer, signUp, until } from '../parties.ts';

const camille = {
  email: 'camille.certificats@menuiserie-durand.example',
  firstName: 'Camille',
  lastName: 'Durand',
  company: 'Menuiserie Durand',
};
const ZOE = 'zoe.certificat@client.example';

/** As a French spreadsheet saves it: windows-1252, a title above, a line that is no good, one that comes twice. */
const FILE = Buffer.from(
  [
    'Prénom;Nom;Courriel;Date de session',
    `Zoé;Lefévre;${ZOE};29/02/2024`,
    'Ali;Ben Saïd;ali.certificat@client.example;1er mars 2024',
    'Hervé;Roy;herve(at)client.example;31/02/2024',
    `Zoé;Lefèvre;${ZOE.toUpperCase()};29/02/2024`,
    '',
  ].join('\r\n'),
  'latin1',
);

interface Import {
  id: string;
  status: string;
  file: { encoding?: string };
  columns: { name: string; proposedVariable?: string }[];
  counts: { rows: number; valid: number; invalid: number; duplicates: number };
}
interface Issued {
  id: string;
  status: string;
  email: string;
  holder: string;
  verifyUrl: string;
}
interface Verified {
  result: string;
  holder?: string;
  reason?: string;
}

export const chapter: Chapter = {
  title: say(
    'un tableau devient des certificats que n’importe qui vérifie',
    'a spreadsheet becomes certificates that anybody verifies',
  ),
  async tell({ apiUrl, inboxUrl, show, results, locale }) {
    const { apiKey } = await signUp(apiUrl, inboxUrl, camille);
    const business = sender(apiUrl, apiKey);
    const made = (path: string, body: unknown) => business.json<{ id: string }>('POST', path, body);
    const folder = await made('/v1/folders', { name: 'Formations 2027' });
    const template = await made('/v1/certificate-templates', {
      name: 'Ramonage, niveau 1',
      texts: { title: 'Certificat de réussite', body: 'pour la formation du {{date}}', signatory: 'Camille Durand' },
      variables: [{ name: 'date', kind: 'date' }],
      validMonths: 24,
    });
    const campaign = await made('/v1/campaigns', {
      folderId: folder.id,
      name: 'Promotion de mars',
      templateIds: [template.id],
    });
    show(BUSINESS, say('crée un dossier, un modèle et une campagne', 'creates a folder, a template and a campaign'));

    const imports = `/v1/campaigns/${campaign.id}/imports`;
    const announced = await business.json<{ id: string; upload: { url: string; headers: Record<string, string> } }>(
      'POST',
      imports,
      { filename: 'stagiaires.csv', size: FILE.length, sha256: sha256Hex(FILE) },
    );
    const { 'content-length': _, ...headers } = announced.upload.headers;
    await fetch(announced.upload.url, { method: 'PUT', headers, body: new Uint8Array(FILE) });
    const path = `${imports}/${announced.id}`;
    const reaches = (status: string) =>
      until(`the import ${status}`, async () => {
        const found = await business.json<Import>('GET', path);
        return found.status === status ? found : undefined;
      });
    const { file, columns } = await reaches('to-map');
    const proposed = columns.filter(({ proposedVariable }) => proposedVariable);
    const pairs = proposed.map(({ name, proposedVariable }) => `${name} → ${proposedVariable}`).join(', ');
    show(
      GUICHET,
      say(
        `lit le tableau (${file.encoding}) et propose : ${pairs}`,
        `reads the table (${file.encoding}) and proposes: ${pairs}`,
      ),
    );
    await business.json(
      'PUT',
      `${path}/mapping`,
      Object.fromEntries(proposed.map(({ name, proposedVariable }) => [proposedVariable, name])),
    );
    const { counts } = await reaches('to-confirm');
    show(
      GUICHET,
      say(
        `${counts.rows} lignes : ${counts.valid} bonnes, ${counts.invalid} à corriger, ${counts.duplicates} doublon ; rien n’entre avant l’accord`,
        `${counts.rows} lines: ${counts.valid} good, ${counts.invalid} to correct, ${counts.duplicates} duplicate; nothing comes in before it is agreed`,
      ),
    );
    const errors = await business.json<{ items: { line: number; column: string; reason: string }[] }>(
      'GET',
      `${path}/errors`,
    );
    for (const { line, column, reason } of errors.items)
      show(GUICHET, say(`ligne ${line}, ${column} : ${reason}`, `line ${line}, ${column}: ${reason}`));
    await business.json('POST', `${path}/confirm`);
    await reaches('imported');
    await business.json('POST', `/v1/campaigns/${campaign.id}/confirm`);
    const [zoe] = await until('the certificates', async () => {
      const { items } = await business.json<{ items: Issued[] }>('GET', `/v1/certificates?campaignId=${campaign.id}`);
      const isDone = items.length === counts.valid && items.every(({ status }) => status === 'issued');
      return isDone ? items.filter(({ email }) => email === ZOE) : undefined;
    });
    if (!zoe) throw new Error('Zoé has no certificate');
    show(
      GUICHET,
      say(
        'vérifie chaque certificat, puis les dessine, les scelle et les envoie',
        'checks each certificate, then draws, seals and sends them',
      ),
    );

    const mail = await inbox(inboxUrl).next(ZOE);
    const holder = signer(linkIn(mail, '/certificates/'));
    await holder.press(await holder.open(), 'certificat');
    show(
      say('Zoé', 'Zoé'),
      say('active son certificat par le bouton de l’e-mail', 'activates her certificate by the button of the email'),
    );
    const verify = async (url: string) =>
      (await fetch(url, { headers: { accept: 'application/json' } })).json() as Promise<Verified>;
    const first = await verify(zoe.verifyUrl);
    show(
      ANYBODY,
      say(
        `lit le code QR : ${first.result === 'valid' ? 'valable' : 'non valable'}, ${first.holder}`,
        `reads the QR code: ${first.result}, ${first.holder}`,
      ),
    );
    const corrected = await business.json<Issued>('POST', `/v1/certificates/${zoe.id}/reissue`, {
      values: { nom: 'Lefèvre' },
      reason: locale === 'fr' ? 'Accent du nom' : 'Accent of the name',
    });
    await until('the corrected certificate', async () =>
      (await verify(corrected.verifyUrl)).result === 'valid' ? true : undefined,
    );
    const old = await verify(zoe.verifyUrl);
    show(
      BUSINESS,
      say(
        `corrige le nom : l’ancien est révoqué (${old.reason}), le nouveau est à ${corrected.holder}`,
        `corrects the name: the old one is revoked (${old.reason}), the new one is ${corrected.holder}’s`,
      ),
    );
    const pdf = join(results, locale === 'fr' ? 'certificat.pdf' : 'certificate.pdf');
    await writeFile(pdf, await business.download(`/v1/certificates/${corrected.id}/file`));
    const evidence = await until('the evidence', () =>
      business.download(`/v1/certificates/${corrected.id}/evidence`).catch(() => undefined),
    );
    const zip = join(results, locale === 'fr' ? 'preuve-certificat.zip' : 'proof-certificate.zip');
    await writeFile(zip, evidence);
    show(GUICHET, say(`garde ${pdf} et son dossier de preuve ${zip}`, `keeps ${pdf} and its evidence ${zip}`));
  },
};
