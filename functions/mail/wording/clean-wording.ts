import { type FieldError, invalid } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { cleanHtml, textOf } from './clean-html.ts';
import { htmlPart, type Removed, type StoredWording, textPart, type Wording } from './email-template-view.ts';
import { checkTags, placesOf, tagsIn } from './tags.ts';
import { secretTags, type Tag, type TemplateKind } from './template-tags.ts';

interface Cleaned {
  languages: { fr?: StoredWording; en?: StoredWording };
  removed: Removed[];
}

interface Allowed {
  kind: TemplateKind;
  tags: readonly Tag[];
}

/** The words of a template as they are stored, and what was taken out. @throws 422 that tells every tag at fault */
export function cleanWordings(wordings: Readonly<Record<string, Wording | undefined>>, allowed: Allowed): Cleaned {
  const given = Object.entries(wordings).flatMap(([language, wording]) => (wording ? [{ language, wording }] : []));
  const cleaned = given.map(({ language, wording }) => {
    const { html, removed } = cleanHtml(wording.html);
    const ownText = wording.text !== undefined;
    return {
      language,
      removed,
      stored: { subject: wording.subject, html, text: wording.text ?? textOf(html), ownText },
    };
  });
  const errors = cleaned.flatMap(({ language, stored }) =>
    faults(stored, allowed).map(({ pointer, detail }) => ({
      pointer: `/languages/${language}/${pointer}`,
      detail,
    })),
  );
  if (errors.length) throw invalid(errors);
  return {
    languages: Object.fromEntries(cleaned.map(({ language, stored }) => [language, stored])),
    removed: cleaned.flatMap(({ language, removed }) =>
      [...removed].map(([what, times]) => ({ pointer: `/languages/${language}/html`, what, times })),
    ),
  };
}

function faults({ subject, html, text, ownText }: StoredWording, { kind, tags }: Allowed): FieldError[] {
  if (html === '') {
    return [
      { pointer: 'html', detail: say('Rien de ce HTML n’est affichable.', 'Nothing of this HTML can be shown.') },
    ];
  }
  if (!htmlPart.safeParse(html).success || !textPart.safeParse(text).success) {
    return [{ pointer: ownText ? 'text' : 'html', detail: say('Ce texte est trop long.', 'This text is too long.') }];
  }
  const inSubject = tags.map((tag) => ({ ...tag, required: false }));
  return [
    ...tagFaults('subject', subject, inSubject),
    ...tagFaults('html', html, tags),
    ...(ownText ? tagFaults('text', text, tags) : []),
    ...secretFaults(subject, html, secretTags(kind)),
  ];
}

const listed = (tags: readonly Tag[]) => tags.map(({ name }) => `{{${name}}}`).join(', ');

function tagFaults(pointer: string, text: string, tags: readonly Tag[]): FieldError[] {
  const { unknown, missing } = checkTags(text, tags);
  return [
    ...unknown.map((name) => ({
      pointer,
      detail: tags.length
        ? say(
            `Balise inconnue : « ${name} ». Balises possibles : ${listed(tags)}.`,
            `Unknown tag: “${name}”. Possible tags: ${listed(tags)}.`,
          )
        : say(`Balise inconnue : « ${name} ». Aucune n’est déclarée.`, `Unknown tag: “${name}”. None is declared.`),
    })),
    ...missing.map((name) => ({
      pointer,
      detail: say(`Il manque la balise {{${name}}} (ou #${name}#).`, `The tag {{${name}}} (or #${name}#) is missing.`),
    })),
  ];
}

/** A secret link is for its addressee alone: shown in no list of mails, and never a part of an address of another site. */
function secretFaults(subject: string, html: string, secrets: readonly string[]): FieldError[] {
  const isSecret = (tag: string) => secrets.some((secret) => secret.toLowerCase() === tag.toLowerCase());
  const misplaced = placesOf(html).filter(
    ({ tag, position, whole }) => isSecret(tag) && position !== 'text' && !(position === 'href' && whole),
  );
  return [
    ...tagsIn(subject)
      .filter(isSecret)
      .map((tag) => ({
        pointer: 'subject',
        detail: say(
          `Le lien secret « ${tag} » n’a pas sa place dans l’objet.`,
          `The secret link “${tag}” has no place in the subject.`,
        ),
      })),
    ...misplaced.map(({ tag }) => ({
      pointer: 'html',
      detail: say(
        `Le lien secret « ${tag} » ne peut être qu’un texte ou l’adresse entière d’un lien : <a href="{{${tag}}}">.`,
        `The secret link “${tag}” can only be a text or the whole address of a link: <a href="{{${tag}}}">.`,
      ),
    })),
  ];
}
