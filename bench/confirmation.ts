import { readFile } from 'node:fs/promises';
import { codeIn, inbox, linkIn, sender, signer, signUp } from '../demo/parties.ts';
import type { Cloud } from '../infra/local/cloud.ts';
import { type Figure, median, timed } from './figures.ts';

const SIGNATURES = 6;
const QUOTE = 'devis-2026-042.pdf';

/** What people wait for, in an embedded cloud: one signature with functions that were never started, then five. */
export async function confirmation({ apiUrl, inboxUrl }: Cloud): Promise<Figure[]> {
  const person = { email: 'camille@bench.example', firstName: 'Camille', lastName: 'Durand', company: 'Durand' };
  const { apiKey } = await signUp(apiUrl, inboxUrl, person);
  const business = sender(apiUrl, apiKey);
  const mailbox = inbox(inboxUrl);
  const quote = await readFile(new URL(`../demo/${QUOTE}`, import.meta.url));

  const signatures: { asked: number; validated: number; confirmed: number }[] = [];
  for (let i = 0; i < SIGNATURES; i++) {
    const customer = { name: 'Zoé Lefèvre', email: `zoe.${i}@bench.example`, phone: `+3361234567${i}` };
    const contact = await business.createContact({
      kind: 'customer',
      lastName: 'Lefèvre',
      emails: [customer.email],
      phones: [customer.phone],
    });
    const document = await business.addDocument(contact.id, QUOTE, 'quote', quote);
    const asked = await timed(() => business.sendForSignature({ documentId: document.id, signers: [customer] }));
    const page = signer(linkIn(await mailbox.next(customer.email), '/sign/'));
    await page.document();
    const codePage = await page.press(await page.open(), 'Signer');
    const code = codeIn(await mailbox.next(customer.phone));
    const pressed = Date.now();
    await page.press(codePage, 'Valider la signature', { code });
    const validated = Date.now() - pressed;
    const mail = await mailbox.next(customer.email, ({ text }) => text.includes('/sealed/'));
    signatures.push({ asked, validated, confirmed: Date.parse(mail.at) - pressed });
  }
  const [first, ...others] = signatures;
  const figure = (what: string, of: 'asked' | 'validated' | 'confirmed'): Figure => ({
    what,
    value: median(others.map((signature) => signature[of])) / 1000,
    unit: 's',
    note: `${((first?.[of] ?? Number.NaN) / 1000).toFixed(2)} s the first time, functions starting`,
  });
  return [
    figure('« Valider la signature » to the confirmation email', 'confirmed'),
    figure('« Valider la signature » to « Document signé »', 'validated'),
    figure('POST /v1/signature-requests', 'asked'),
  ];
}
