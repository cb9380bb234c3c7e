import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCloud } from '../infra/local/cloud.ts';
import { synthesize } from '../infra/synthesize.ts';
import { codeIn, inbox, linkIn, sender, signer, signUp } from './parties.ts';

const started = Date.now();
const show = (who: string, what: string) =>
  console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${who.padEnd(12)} ${what}`);

const folder = await mkdtemp(join(tmpdir(), 'guichet-demo-'));
const data = join(folder, 'cloud');
const results = join(folder, 'resultats');
await mkdir(results);

console.log('Guichet, démonstration : un client signe un vrai PDF, du devis au dossier de preuve.\n');
show('Guichet', 'construit les fonctions et démarre le nuage embarqué…');
const cdkOut = join(folder, 'cdk.out');
await synthesize({ outDir: cdkOut });
const cloud = await startCloud({ port: 0, dataDir: data, cdkOut });
try {
  show('Guichet', `est prêt : ${cloud.apiUrl}`);
  const mailbox = inbox(cloud.inboxUrl);

  const email = 'camille@menuiserie-durand.example';
  const { apiKey, accountId } = await signUp(cloud.apiUrl, cloud.inboxUrl, {
    email,
    firstName: 'Camille',
    lastName: 'Durand',
    company: 'Menuiserie Durand',
  });
  show('Entreprise', `a créé son compte ${accountId} par le lien reçu à ${email}`);
  const business = sender(cloud.apiUrl, apiKey);

  const customer = { name: 'Zoé Lefèvre', email: 'zoe.lefevre@client.example', phone: '+33612345678' };
  const contact = await business.createContact({
    kind: 'customer',
    firstName: 'Zoé',
    lastName: 'Lefèvre',
    emails: [customer.email],
    phones: [customer.phone],
  });
  const quote = await readFile(join(import.meta.dirname, 'devis-2026-042.pdf'));
  const document = await business.addDocument(contact.id, 'devis-2026-042.pdf', 'quote', quote);
  show('Entreprise', `a déposé devis-2026-042.pdf dans le dossier de ${customer.name} : ${document.status}`);

  const { id } = await business.sendForSignature({
    documentId: document.id,
    signers: [customer],
    message: 'Bonjour Zoé,\nvoici le devis de votre escalier. À bientôt !',
  });
  show('Entreprise', `a envoyé la demande de signature ${id}`);

  const invitation = await mailbox.next(customer.email, ({ channel }) => channel === 'email');
  show('Signataire', `a reçu « ${invitation.subject} »`);
  const person = signer(linkIn(invitation, '/sign/'));
  const reading = await person.open();
  show('Signataire', `lit le PDF (${(await person.document()).byteLength} octets) et appuie sur « Signer »`);
  const asking = await person.press(reading, 'Signer');
  const sms = await mailbox.next(customer.phone, ({ channel }) => channel === 'sms');
  show('Signataire', 'a reçu un code par SMS et appuie sur « Valider la signature »');
  const confirmed = await person.press(asking, 'Valider la signature', { code: codeIn(sms) });
  if (!confirmed.includes('Document signé')) throw new Error('The page does not say that the document is signed');
  const validated = Date.now();
  show('Signataire', 'voit « Document signé »');

  const confirmation = await mailbox.next(customer.email, ({ text }) => text.includes('/sealed/'));
  show('Signataire', `a reçu « ${confirmation.subject} », ${((Date.now() - validated) / 1000).toFixed(1)} s après`);
  const link = linkIn(confirmation, '/sealed/');
  const own = new Uint8Array(await (await fetch(link)).arrayBuffer());

  const done = await business.reaches(id, 'the end of the history', ({ history }) =>
    history.some(({ act }) => act === 'notified'),
  );
  show('Entreprise', `voit la demande « ${done.status} » et son histoire :`);
  for (const { act, at } of done.history) console.log(`${' '.repeat(24)}${at}  ${act}`);

  const sealed = await business.download(`/v1/signature-requests/${id}/sealed-document`);
  if (Buffer.compare(sealed, own) !== 0) throw new Error('The signer and the business did not get the same bytes');
  const sealedFile = join(results, 'devis-2026-042 (signé).pdf');
  const evidenceFile = join(results, `preuve-${id}.zip`);
  await writeFile(sealedFile, sealed);
  await writeFile(evidenceFile, await business.download(`/v1/signature-requests/${id}/evidence`));
  show('Entreprise', 'a téléchargé le document scellé et le dossier de preuve');

  show('N’importe qui', 'vérifie le dossier, sans nous :\n');
  const verifier = join(import.meta.dirname, '..', 'functions', 'proof', 'verify-proof.ts');
  const { status } = spawnSync(process.execPath, [verifier, evidenceFile], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The evidence does not hold');

  console.log(`\nDocument scellé   ${sealedFile}\nDossier de preuve ${evidenceFile}`);
} finally {
  await cloud.close();
  await rm(data, { recursive: true, force: true });
  await rm(cdkOut, { recursive: true, force: true });
}
