import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishedBy } from '../../functions/proof/known-makers.ts';
import { type Locale, say } from '../../shared/text.ts';
import { ANYBODY, BUSINESS, type Chapter, type Stage } from '../chapter.ts';
import { codeIn, inbox, linkIn, sender, signer, signUp } from '../parties.ts';

const SIGNER = say('Signataire', 'Signer');

const camille = {
  email: 'camille@menuiserie-durand.example',
  firstName: 'Camille',
  lastName: 'Durand',
  company: 'Menuiserie Durand',
};
const zoe = { name: 'Zoé Lefèvre', email: 'zoe.lefevre@client.example', phone: '+33612345678' };
const QUOTE = 'devis-2026-042.pdf';

const decimal = (value: number, locale: Locale) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);

/**
 * A quote is signed, by three parties who know nothing but what each of them is given.
 * @returns where, under `results`, the sealed PDF and its evidence now are
 * @throws when something is not as it should be
 */
async function sign({ apiUrl, inboxUrl, show, results }: Stage) {
  const mailbox = inbox(inboxUrl);
  const { apiKey, accountId } = await signUp(apiUrl, inboxUrl, camille);
  show(
    BUSINESS,
    say(
      `ouvre son compte ${accountId} par le lien reçu à ${camille.email}`,
      `opens its account ${accountId} by the link received at ${camille.email}`,
    ),
  );
  const business = sender(apiUrl, apiKey);
  const contact = await business.createContact({
    kind: 'customer',
    firstName: 'Zoé',
    lastName: 'Lefèvre',
    emails: [zoe.email],
    phones: [zoe.phone],
  });
  const quote = new Uint8Array(await readFile(join(import.meta.dirname, '..', QUOTE)));
  const document = await business.addDocument(contact.id, QUOTE, 'quote', quote);
  if (document.status !== 'available') throw new Error(`${QUOTE}: ${document.refusal?.message ?? document.status}`);
  show(
    BUSINESS,
    say(
      `dépose ${QUOTE} au dossier de ${zoe.name} : vérifié, accepté`,
      `files ${QUOTE} for ${zoe.name}: checked, accepted`,
    ),
  );
  const { id } = await business.sendForSignature({
    documentId: document.id,
    signers: [zoe],
    message: 'Bonjour Zoé,\nvoici le devis de votre escalier. À bientôt !',
  });
  show(BUSINESS, say(`demande la signature ${id}`, `asks for the signature ${id}`));

  const invitation = await mailbox.next(zoe.email, ({ channel }) => channel === 'email');
  show(SIGNER, say(`reçoit l’e-mail « ${invitation.subject} »`, `receives the email “${invitation.subject}”`));
  const person = signer(linkIn(invitation, '/sign/'));
  const reading = await person.open();
  const { byteLength } = await person.document();
  show(
    SIGNER,
    say(
      `lit le PDF (${decimal(byteLength / 1000, 'fr')} ko) sur sa page et appuie sur « Signer »`,
      `reads the PDF (${decimal(byteLength / 1000, 'en')} kB) on her page and presses « Signer »`,
    ),
  );
  const asking = await person.press(reading, 'Signer');
  const sms = await mailbox.next(zoe.phone, ({ channel }) => channel === 'sms');
  const hidden = sms.text.replace(codeIn(sms), '••••••');
  show(SIGNER, say(`reçoit le SMS « ${hidden} »`, `receives the text message “${hidden}”`));
  const confirmed = await person.press(asking, 'Valider la signature', { code: codeIn(sms) });
  if (!confirmed.includes('Document signé')) throw new Error('The page does not say that the document is signed');
  const validated = Date.now();
  show(
    SIGNER,
    say(
      'tape le code, appuie sur « Valider la signature » et lit « Document signé »',
      'types the code, presses « Valider la signature » and reads « Document signé »',
    ),
  );
  const confirmation = await mailbox.next(zoe.email, ({ text }) => text.includes('/sealed/'));
  const seconds = (Date.now() - validated) / 1000;
  const own = new Uint8Array(await (await fetch(linkIn(confirmation, '/sealed/'))).arrayBuffer());
  show(
    SIGNER,
    say(
      `reçoit ${decimal(seconds, 'fr')} s plus tard l’e-mail « ${confirmation.subject} » et télécharge son exemplaire`,
      `receives ${decimal(seconds, 'en')} s later the email “${confirmation.subject}” and downloads her copy`,
    ),
  );

  const done = await business.reaches(id, 'the end of the history', ({ history }) =>
    history.some(({ act }) => act === 'notified'),
  );
  show(
    BUSINESS,
    say(`voit la demande « ${done.status} », acte par acte :`, `sees the request “${done.status}”, act by act:`),
  );
  for (const { act, at } of done.history) console.log(`${' '.repeat(25)}${at}  ${act}`);
  const sealed = await business.download(`/v1/signature-requests/${id}/sealed-document`);
  if (Buffer.compare(sealed, own) !== 0) throw new Error('The signer and the business did not get the same bytes');
  const files = {
    sealed: join(results, QUOTE.replace('.pdf', ' (signé).pdf')),
    evidence: join(results, `preuve-${id}.zip`),
  };
  await writeFile(files.sealed, sealed);
  await writeFile(files.evidence, await business.download(`/v1/signature-requests/${id}/evidence`));
  show(
    BUSINESS,
    say('télécharge le document scellé et le dossier de preuve', 'downloads the sealed document and its evidence'),
  );
  return files;
}

/** Whoever holds the evidence verifies it, with that file and what the installation publishes of its seals. */
async function verify(evidence: string, { apiUrl, show, locale }: Stage): Promise<string> {
  show(
    ANYBODY,
    say(
      `vérifie le dossier de preuve, avec ce seul fichier et les empreintes que publie ${apiUrl} :\n`,
      `verifies the evidence with nothing but that file and the fingerprints that ${apiUrl} publishes:\n`,
    ),
  );
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
  return named.join(' ');
}

export const chapter: Chapter = {
  title: say(
    'une cliente signe un vrai PDF, du devis au dossier de preuve',
    'a customer signs a real PDF, from the quote to its evidence',
  ),
  async tell(stage) {
    const { sealed, evidence } = await sign(stage);
    const named = await verify(evidence, stage);
    stage.print(
      say(
        `\nDocument scellé    ${sealed}\nDossier de preuve  ${evidence}\nÀ revérifier avec  ${named}`,
        `\nSealed document  ${sealed}\nEvidence         ${evidence}\nTo verify again  ${named}`,
      ),
    );
  },
};
