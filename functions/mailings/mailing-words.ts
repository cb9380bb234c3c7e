import type * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { invalid, invalidField, Problem } from '../../shared/problem/problem.ts';
import { LOCALES, type Locale, say } from '../../shared/text.ts';
import { cleanWordings } from '../mail-wording/clean-wording.ts';
import { findTemplate } from '../mail-wording/email-template.ts';
import type { savedTemplateView } from '../mail-wording/email-template-view.ts';
import { type KeptWording, keptWordings } from '../mail-wording/kept-wording.ts';
import { ledThrough } from '../mail-wording/led-links.ts';

/** What the words of a mailing may say of whom they go to. The link by which people unsubscribe is added when it is not there. */
const TAGS = [
  { name: 'firstName', required: false, sample: 'Zoé' },
  { name: 'lastName', required: false, sample: 'Lefèvre' },
  { name: 'company', required: false, sample: 'Menuiserie Durand' },
  { name: 'email', required: false, sample: 'zoe@client.example' },
  { name: 'unsubscribe', required: false, sample: 'https://guichet.example/unsubscribe/exemple' },
];

interface Given {
  subject?: string | undefined;
  html?: string | undefined;
  templateId?: string | undefined;
}

interface Words extends Pick<KeptWording, 'languages' | 'links'> {
  subject: string;
  removed: z.input<typeof savedTemplateView>['removed'];
}

/** The words of a mailing, clean and checked, as they are kept. @throws 422 that tells each fault by its field; 404 */
export async function wordsOf(tenant: Tenant, given: Given, locale: Locale): Promise<Words> {
  const wordings = await givenWordings(tenant, given, locale);
  try {
    const { languages, removed } = cleanWordings(wordings, { kind: 'mailing', tags: TAGS });
    const [first] = Object.values(languages);
    return { languages, subject: first?.subject ?? '', removed: removed.map((one) => ({ ...one, pointer: '/html' })) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // A template's faults are told where it was named.
    const place = (pointer: string) => (given.html ? pointer.replace(/^\/languages\/\w+/, '') : '/templateId');
    throw invalid(error.errors.map(({ pointer, detail }) => ({ pointer: place(pointer), detail })));
  }
}

async function givenWordings(tenant: Tenant, { subject, html, templateId }: Given, locale: Locale) {
  if ((html === undefined) === (templateId === undefined)) {
    const detail = say(
      'Donnez le contenu (html) ou un modèle (templateId) : l’un des deux.',
      'Give the content (html) or a template (templateId): one of the two.',
    );
    throw invalidField(html === undefined ? '/html' : '/templateId', detail);
  }
  if (templateId !== undefined) {
    const { languages } = await findTemplate(tenant, templateId);
    const chosen = languages[locale] ? locale : LOCALES.find((other) => languages[other]);
    const words = chosen && languages[chosen];
    if (!words) throw new Error(`The template ${templateId} has no words`);
    const { html: body, text, ownText } = words;
    return { [locale]: { subject: subject ?? words.subject, html: body, ...(ownText && { text }) } };
  }
  if (subject === undefined)
    throw invalidField('/subject', say('Donnez l’objet de l’e-mail.', 'Give the subject of the email.'));
  return { [locale]: { subject, html: html ?? '' } };
}

/** The write that keeps the words of a mailing. */
export const keepWords = (tenant: Tenant, mailingId: string, { languages, links }: Words) =>
  keptWordings.put(tenant, { of: mailingId, languages, ...(links && { links }) });

/** The same words with their links led through ours, by `{{clicks}}`. */
export function counted({ languages, ...words }: Words): Words {
  const [[language, wording] = []] = Object.entries(languages);
  if (!language || !wording) return { languages, ...words };
  const { words: led, links } = ledThrough('clicks', wording);
  return { ...words, languages: { [language]: led }, links };
}
