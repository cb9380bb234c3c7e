import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { oneLine } from '../../shared/mails/frame.tsx';
import type { WrittenMail } from '../../shared/mails/mail-kind.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { LOCALES, type Locale, say } from '../../shared/text.ts';
import { templateView } from './email-template-view.ts';
import { htmlPage } from './markup.ts';
import { readable } from './readable.ts';
import { render, type Values } from './render.ts';
import { isReplaceable, type Tag, tagsOf } from './template-tags.ts';

/** The words of a tenant for a mail, in one or both languages; its HTML is clean, its tags are checked. */
export const emailTemplates = entity({
  name: 'email-template',
  partition: 'id',
  feed: true,
  schema: templateView.omit({ active: true, tags: true }).extend({
    /** Those of a custom template; the tags of our own mails are what they are told. */
    ownTags: templateView.shape.tags.optional(),
    /** Moves with every change. */
    version: z.number().int(),
  }),
});
export type EmailTemplate = z.infer<(typeof emailTemplates)['schema']>;

/**
 * Which template words which mail of an account: at most one of each kind, because there is one place for it. One row,
 * so that all are known in one reading.
 */
const choices = entity({
  name: 'email-template-choice',
  partition: 'of',
  schema: z.object({
    of: z.literal('email-templates'),
    active: z.record(z.string(), z.string()),
    version: z.number().int(),
  }),
});
const OF = { of: 'email-templates' } as const;

/** The choices of an account, as they were read. */
export type Choice = z.infer<(typeof choices)['schema']> | undefined;

export const readChoice = (tenant: Tenant): Promise<Choice> => choices.get(tenant, OF);

/** The template that words a kind from now on, or none for our own words: the choices then, and the writes that make them. */
export function choose(tenant: Tenant, before: Choice, kind: string, id: string | undefined) {
  if (before?.active[kind] === id) return { choice: before, writes: [] };
  const { [kind]: _, ...others } = before?.active ?? {};
  const active = id === undefined ? others : { ...others, [kind]: id };
  const version = (before?.version ?? 0) + 1;
  const choice: Choice = { ...OF, active, version };
  const write = before
    ? choices.update(tenant, OF, { set: { active, version }, when: { equals: { version: before.version } } })
    : choices.put(tenant, choice);
  return { choice, writes: [write] };
}

const ID = /^tpl_[0-9a-z]{26}$/;

/** @throws 404, for another account's too */
export async function findTemplate(tenant: Tenant, id: string): Promise<EmailTemplate> {
  const template = ID.test(id) ? await emailTemplates.get(tenant, { id }) : undefined;
  if (template) return template;
  throw notFound(say('Ce modèle d’e-mail n’existe pas.', 'This email template does not exist.'));
}

/** The tags that a template's words may hold, with samples in a language. */
export const tagsAllowed = ({ kind, ownTags }: EmailTemplate, locale: Locale): Tag[] =>
  isReplaceable(kind) ? tagsOf(kind, locale) : (ownTags ?? []);

/** A template as the API shows it: with its tags, and whether it is the one in use. */
export const shown = (template: EmailTemplate, choice: Choice, locale: Locale): z.input<typeof templateView> => ({
  ...template,
  tags: tagsAllowed(template, locale),
  ...(isReplaceable(template.kind) && { active: choice?.active[template.kind] === template.id }),
});

/** The writes that forget a template; its kind goes back to our words. */
export function forgetTemplate(tenant: Tenant, { id, kind, version }: EmailTemplate, choice: Choice): Write[] {
  const isActive = isReplaceable(kind) && choice?.active[kind] === id;
  return [
    emailTemplates.delete(tenant, { id }, { when: { equals: { version } } }),
    ...(isActive ? choose(tenant, choice, kind, undefined).writes : []),
  ];
}

/**
 * The tenant's own words for one of our mails; none when it is content with ours.
 * @param own a template chosen for this one mail: it goes before the account's choice, as long as it is there
 */
export async function templateFor(tenant: Tenant, kind: string, own?: string): Promise<EmailTemplate | undefined> {
  if (!isReplaceable(kind)) return undefined;
  const chosen = own === undefined ? undefined : await emailTemplates.get(tenant, { id: own });
  if (chosen) return chosen;
  const id = (await readChoice(tenant))?.active[kind];
  return id === undefined ? undefined : emailTemplates.get(tenant, { id });
}

/** What has words: a template, or those kept of one mail to many. */
type Worded = Pick<EmailTemplate, 'languages'>;

/** The words in a language, else in the other one. */
export function wordingOf({ languages }: Worded, locale: Locale) {
  const language = languages[locale] ? locale : LOCALES.find((other) => languages[other]);
  const wording = language && languages[language];
  if (!wording) throw new Error('A template has no words');
  return { language, ...wording };
}

/** The words with the values of their tags, by name, in place; a time is written as a day. `html` is no whole page. */
export function filled(template: Worded, data: Values, locale: Locale): WrittenMail & { language: Locale } {
  const { language, subject, html, text } = wordingOf(template, locale);
  const values = Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, value && readable(value, language)]),
  );
  return {
    language,
    subject: oneLine(render(subject, values, { escape: 'subject' })),
    html: render(html, values, { escape: 'html' }),
    text: render(text, values, { escape: 'text' }),
  };
}

/** A mail in a tenant's words. */
export function renderTemplate(template: Worded, data: Values, locale: Locale): WrittenMail {
  const { language, subject, html, text } = filled(template, data, locale);
  return { subject, html: htmlPage(language, subject, html), text };
}
