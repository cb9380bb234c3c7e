import type * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { type FieldError, invalid, invalidField } from '../../shared/problem/problem.ts';
import type { Write } from '../../shared/table/transact.ts';
import { LOCALES, say } from '../../shared/text.ts';
import { cleanWordings } from './clean-wording.ts';
import { type Choice, choose, type EmailTemplate, emailTemplates } from './email-template.ts';
import type { languageChanges, Removed, StoredWording, templateFields, Wording } from './email-template-view.ts';
import { isReplaceable, type Tag, tagsOf } from './template-tags.ts';

type Fields = { [F in keyof typeof templateFields]: z.output<(typeof templateFields)[F]> };
type Wanted = Pick<Fields, 'name' | 'languages'> & {
  kind: string;
  tags?: Fields['tags'] | undefined;
  active?: boolean | undefined;
};
type Change = {
  name?: string | undefined;
  tags?: Fields['tags'] | undefined;
  languages?: z.output<typeof languageChanges> | undefined;
  active?: boolean | undefined;
};

interface Saved {
  template: EmailTemplate;
  choice: Choice;
  removed: Removed[];
  writes: Write[];
}

/** What belongs to one kind of template and was given for the other. @throws 422 */
function mustSuit(kind: string, { tags, active }: Change): void {
  const names = (tags ?? []).map(({ name }) => name.toLowerCase());
  const errors: FieldError[] = names.flatMap((name, i) =>
    names.indexOf(name) < i
      ? [{ pointer: `/tags/${i}/name`, detail: say('Cette balise est déjà là.', 'This tag is there already.') }]
      : [],
  );
  if (isReplaceable(kind) && tags) {
    const detail = say(
      'Les balises de ce modèle sont celles de cet e-mail.',
      'The tags of this template are set by its mail.',
    );
    errors.push({ pointer: '/tags', detail });
  }
  if (!isReplaceable(kind) && active !== undefined) {
    const detail = say(
      'Un modèle libre s’emploie là où on le choisit.',
      'A custom template is used where it is chosen.',
    );
    errors.push({ pointer: '/active', detail });
  }
  if (errors.length) throw invalid(errors);
}

function mustSpeak(languages: Readonly<Record<string, unknown>>): void {
  if (Object.values(languages).some(Boolean)) return;
  throw invalidField('/languages', say('Rédigez au moins une langue.', 'Word at least one language.'));
}

const tagsFor = (kind: string, own: readonly Tag[] | undefined): readonly Tag[] =>
  isReplaceable(kind) ? tagsOf(kind, 'fr') : (own ?? []);

/** A new template; one for a mail of ours is in use at once unless it is said otherwise. @throws 422 */
export function newTemplate(tenant: Tenant, wanted: Wanted, before: Choice, now: Date): Saved {
  const { kind, name, tags, languages, active } = wanted;
  mustSuit(kind, wanted);
  mustSpeak(languages);
  const cleaned = cleanWordings(languages, { kind, tags: tagsFor(kind, tags) });
  const id = newId('tpl', now);
  const at = now.toISOString();
  const template: EmailTemplate = {
    ...{ id, kind, name, languages: cleaned.languages, createdAt: at, updatedAt: at, version: 1 },
    ...(!isReplaceable(kind) && { ownTags: tags ?? [] }),
  };
  const chosen = isReplaceable(kind) && active !== false ? choose(tenant, before, kind, id) : unchanged(before);
  return {
    template,
    choice: chosen.choice,
    removed: cleaned.removed,
    writes: [emailTemplates.put(tenant, template), ...chosen.writes],
  };
}

const unchanged = (choice: Choice) => ({ choice, writes: [] });

/** A template with a change applied: a language that is given replaces its own, `null` takes it away. @throws 422 */
export function changeTemplate(
  tenant: Tenant,
  template: EmailTemplate,
  change: Change,
  before: Choice,
  now: Date,
): Saved {
  const { id, kind, version } = template;
  mustSuit(kind, change);
  const ownTags = change.tags ?? template.ownTags;
  const wordings = Object.fromEntries(
    LOCALES.flatMap((language) => {
      const given = change.languages?.[language];
      const wording = given === undefined ? asGiven(template.languages[language]) : given;
      return wording ? [[language, wording]] : [];
    }),
  );
  mustSpeak(wordings);
  // What is kept is checked again too: the tags may have changed under it.
  const cleaned = cleanWordings(wordings, { kind, tags: tagsFor(kind, ownTags) });
  const changed: EmailTemplate = {
    ...template,
    name: change.name ?? template.name,
    languages: cleaned.languages,
    ...(ownTags && { ownTags }),
    updatedAt: now.toISOString(),
    version: version + 1,
  };
  const chosen =
    isReplaceable(kind) && change.active !== undefined
      ? setActive(tenant, before, kind, id, change.active)
      : unchanged(before);
  return {
    template: changed,
    choice: chosen.choice,
    removed: cleaned.removed,
    writes: [emailTemplates.put(tenant, changed, { when: { equals: { version } } }), ...chosen.writes],
  };
}

function setActive(tenant: Tenant, before: Choice, kind: string, id: string, active: boolean) {
  if (active) return choose(tenant, before, kind, id);
  return before?.active[kind] === id ? choose(tenant, before, kind, undefined) : unchanged(before);
}

const asGiven = (stored: StoredWording | undefined): Wording | undefined =>
  stored && { subject: stored.subject, html: stored.html, ...(stored.ownText && { text: stored.text }) };
