import { type FieldError, invalid } from '../../shared/problem/problem.ts';
import { say } from '../../shared/text.ts';
import { isSettled } from './address.ts';
import { cleanHtml } from './clean-html.ts';
import { htmlPart, type Removed, type StoredWording, textPart, type Wording } from './email-template-view.ts';
import { addressesIn, placesOf, spotsInHtml, textsInHtml } from './html-tags.ts';
import { textOf } from './html-text.ts';
import { unescapedHtml } from './markup.ts';
import { type Stray, straysIn } from './strays.ts';
import { checkTags, partsOf, tagsIn } from './tags.ts';
import { secretTags, type Tag } from './template-tags.ts';

interface Cleaned {
  languages: { fr?: StoredWording; en?: StoredWording };
  removed: Removed[];
}

interface Allowed {
  kind: string;
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
    ...htmlFaults(html, tags),
    ...(ownText ? tagFaults('text', text, tags) : []),
    ...addressFaults(html, secretTags(kind)),
    ...secretFaults(subject, html, secretTags(kind)),
  ].slice(0, MOST_FAULTS);
}

/** Told at once: enough to mend a template by. */
const MOST_FAULTS = 50;
const LONGEST_TOLD = 80;

const listed = (tags: readonly Tag[]) => tags.map(({ name }) => `{{${name}}}`).join(', ');
const quoted = (written: string) => (written.length > LONGEST_TOLD ? `${written.slice(0, LONGEST_TOLD)}…` : written);
const isOneOf = (names: readonly string[]) => (tag: string) =>
  names.some((name) => name.toLowerCase() === tag.toLowerCase());

const unknownTag = (pointer: string, written: string, tags: readonly Tag[]): FieldError => ({
  pointer,
  detail: tags.length
    ? say(
        `Balise inconnue : « ${quoted(written)} ». Balises possibles : ${listed(tags)}.`,
        `Unknown tag: “${quoted(written)}”. Possible tags: ${listed(tags)}.`,
      )
    : say(
        `Balise inconnue : « ${quoted(written)} ». Aucune n’est déclarée.`,
        `Unknown tag: “${quoted(written)}”. None is declared.`,
      ),
});

/** What would leave as it is written. */
function strayFaults(pointer: string, texts: readonly string[], tags: readonly Tag[]): FieldError[] {
  const names = tags.map(({ name }) => name);
  const strays = texts.flatMap((text) => straysIn(text, names));
  return [...new Map(strays.map((stray) => [stray.written, stray])).values()].map((stray) => ({
    pointer,
    detail: strayTag(stray),
  }));
}

const strayTag = ({ written, tag }: Stray) =>
  tag === undefined
    ? say(
        `« ${quoted(written)} » partirait tel quel dans l’e-mail. Les balises s’écrivent {{nom}}, #nom# ou [[!nom]], sans condition ni boucle.`,
        `“${quoted(written)}” would leave as it is in the email. Tags are written {{name}}, #name# or [[!name]], without conditions or loops.`,
      )
    : say(
        `« ${quoted(written)} » partirait tel quel dans l’e-mail. Écrivez {{${tag}}}.`,
        `“${quoted(written)}” would leave as it is in the email. Write {{${tag}}}.`,
      );

const missingTag = (pointer: string, name: string): FieldError => ({
  pointer,
  detail: say(`Il manque la balise {{${name}}} (ou #${name}#).`, `The tag {{${name}}} (or #${name}#) is missing.`),
});

function tagFaults(pointer: string, text: string, tags: readonly Tag[]): FieldError[] {
  const { unknown, missing } = checkTags(text, tags);
  return [
    ...unknown.map((written) => unknownTag(pointer, written, tags)),
    ...missing.map((name) => missingTag(pointer, name)),
    ...strayFaults(pointer, [text], tags),
  ];
}

/** In HTML a tag may be there and be no use: cut by markup, or in a link of which nothing is seen. */
function htmlFaults(html: string, tags: readonly Tag[]): FieldError[] {
  const spots = spotsInHtml(html);
  const isKnown = isOneOf(tags.map(({ name }) => name));
  const unknown = spots.flatMap(({ tag, written }) => (tag !== undefined && isKnown(tag) ? [] : [tag ?? written]));
  const broken = spots.flatMap(({ tag, written, isBroken }) =>
    tag !== undefined && isKnown(tag) && isBroken ? [{ tag, written }] : [],
  );
  const there = spots.flatMap(({ tag }) => tag ?? []);
  const seen = [
    ...tagsIn(textOf(html)),
    ...placesOf(html).flatMap(({ tag, position }) => (position === 'src' ? [tag] : [])),
  ];
  const unseen = tags.filter(({ name, required }) => required && !isOneOf(seen)(name)).map(({ name }) => name);
  return [
    ...[...new Set(unknown)].map((written) => unknownTag('html', written, tags)),
    ...broken.map(({ tag, written }) => brokenTag(tag, written)),
    ...unseen
      .filter((name) => !isOneOf(broken.map(({ tag }) => tag))(name))
      .map((name) => (isOneOf(there)(name) ? unseenTag(name) : missingTag('html', name))),
    ...strayFaults('html', textsInHtml(html).map(unescapedHtml), tags),
  ];
}

const brokenTag = (tag: string, written: string): FieldError => ({
  pointer: 'html',
  detail: say(
    `La balise {{${tag}}} est coupée par de la mise en forme : « ${quoted(written)} ». Écrivez-la d’un seul tenant.`,
    `The tag {{${tag}}} is cut by markup: “${quoted(written)}”. Write it in one piece.`,
  ),
});

const unseenTag = (name: string): FieldError => ({
  pointer: 'html',
  detail: say(
    `La balise {{${name}}} est là, mais rien ne la montre. Donnez un texte à son lien, ou une image avec un texte (« alt ») : <a href="{{${name}}}">Ouvrir</a>.`,
    `The tag {{${name}}} is there, but nothing shows it. Give its link a text, or a picture with one (“alt”): <a href="{{${name}}}">Open</a>.`,
  ),
});

/** A value must not choose what an address opens: its beginning is written, or it is one tag and nothing else. */
function addressFaults(html: string, secrets: readonly string[]): FieldError[] {
  return addressesIn(html).flatMap(({ attribute, address }) => {
    const written = unescapedHtml(address).trim();
    const parts = [...partsOf(written)];
    const tags = parts.flatMap((part) => ('tag' in part ? [part.tag] : []));
    if (!tags.length || tags.some(isOneOf(secrets)) || parts.length === 1 || isSettled(written, attribute)) return [];
    const beginnings = attribute === 'src' ? 'https: / cid:' : 'https: / http: / mailto: / tel:';
    return [
      {
        pointer: 'html',
        detail: say(
          `L’adresse « ${quoted(written)} » doit commencer par ${beginnings}, ou n’être qu’une balise.`,
          `The address “${quoted(written)}” must begin with ${beginnings}, or be one tag and nothing else.`,
        ),
      },
    ];
  });
}

/** A secret link is for its addressee alone: shown in no list of mails, and never a part of an address of another site. */
function secretFaults(subject: string, html: string, secrets: readonly string[]): FieldError[] {
  const isSecret = isOneOf(secrets);
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
