import sanitize from 'sanitize-html';
import { isSettled, LINK_SCHEMES, PICTURE_SCHEMES } from './address.ts';
import { spotsOf } from './tags.ts';

/** Styles that mail programs draw and that stay in their box; a value holds no address and no function but a colour. */
const STYLES = `background background-color border border-bottom border-bottom-color border-bottom-style
  border-bottom-width border-collapse border-color border-left border-left-color border-left-style border-left-width
  border-radius border-right border-right-color border-right-style border-right-width border-spacing border-style
  border-top border-top-color border-top-style border-top-width border-width color direction display font font-family
  font-size font-style font-variant font-weight height letter-spacing line-height list-style list-style-type margin
  margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width
  mso-line-height-rule overflow overflow-wrap padding padding-bottom padding-left padding-right padding-top
  table-layout text-align text-decoration text-indent text-transform vertical-align white-space width word-break
  word-wrap`.split(/\s+/);
const SAFE_VALUE = '(?:[^()\\\\<>@{};]|rgba?\\([\\d\\s.,%]{1,40}\\))*$';

/** How the values begin that hide what they are given to: a link that nobody sees is of no use. */
const NOTHING = '(?:0+(?:\\.0*)?|\\.0+)';
const ZERO = `[+-]?${NOTHING}(?:[a-z%]|$)`;
const HIDING: Readonly<Record<string, string>> = {
  color: 'transparent$',
  display: 'none$',
  font: `(?:.*\\s)?${NOTHING}[a-z%]*[\\s/]`,
  'font-size': ZERO,
  height: ZERO,
  'max-height': ZERO,
  'max-width': ZERO,
  'text-indent': '-',
  width: ZERO,
};
const allowedValue = (property: string) =>
  new RegExp(`^${HIDING[property] ? `(?!${HIDING[property]})` : ''}${SAFE_VALUE}`, 'i');

const DEEPEST = 100;
const LONGEST_TOLD = 60;

const ELEMENTS = [...(sanitize.defaults.allowedTags || []), 'center', 'font', 'img'];

const RULES: sanitize.IOptions = {
  allowedTags: ELEMENTS,
  allowedAttributes: {
    '*': [
      'align',
      'aria-hidden',
      'aria-label',
      'bgcolor',
      'class',
      'dir',
      'height',
      'id',
      'lang',
      'role',
      'style',
    ].concat(['title', 'valign', 'width']),
    a: ['href', 'name', 'rel', 'target'],
    font: ['color', 'face', 'size'],
    img: ['alt', 'border', 'src'],
    ol: ['start', 'type'],
    table: ['border', 'cellpadding', 'cellspacing'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
  },
  allowedStyles: { '*': Object.fromEntries(STYLES.map((property) => [property, [allowedValue(property)]])) },
  allowedSchemes: LINK_SCHEMES,
  allowedSchemesByTag: { img: PICTURE_SCHEMES },
  allowProtocolRelative: false,
  nonTextTags: ['script', 'style', 'textarea', 'option', 'xmp', 'noscript', 'title'],
  transformTags: { body: 'div', '*': (tagName, attribs) => ({ tagName, attribs: withoutDeadLinks(attribs) }) },
  nestingLimit: DEEPEST,
};

/** An address that leads nowhere from a mailbox (`page.html`) goes; one with tags is for whoever checks those. */
const withoutDeadLinks = (attributes: sanitize.Attributes): sanitize.Attributes =>
  Object.fromEntries(
    Object.entries(attributes).filter(
      ([name, value]) => (name !== 'href' && name !== 'src') || isSettled(value, name) || !spotsOf(value).next().done,
    ),
  );

/** Of a whole page only its body is kept: the frame is ours. */
const FRAME = new Set(['html', 'head']);

/** HTML of a tenant, without what has no place in a mail, and a list of what that was. Tags are kept. */
export function cleanHtml(html: string): { html: string; removed: Map<string, number> } {
  const before = new Map<string, number>();
  const after = new Map<string, number>();
  const cleaned = sanitize(html, { ...RULES, onOpenTag: counting(before) }).trim();
  sanitize(cleaned, { ...RULES, onOpenTag: counting(after) });
  const fewer = [...before].map(([what, times]) => [what, times - (after.get(what) ?? 0)] as const);
  return { html: cleaned, removed: new Map(fewer.filter(([, times]) => times > 0)) };
}

/** Counts elements, attributes and styles. An element that goes takes its attributes along, unsaid. */
const counting = (counts: Map<string, number>) => (element: string, attributes: Record<string, string>) => {
  if (FRAME.has(element)) return;
  const name = element === 'body' ? 'div' : element;
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  count(`<${name}>`);
  if (!ELEMENTS.includes(name)) return;
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute !== 'style') count(`<${name} ${attribute}>`);
    else for (const property of propertiesOf(value)) count(`<${name} style="${property}">`);
  }
};

/** The properties of a style; what is none is told as it is written. */
const propertiesOf = (style: string) =>
  style.split(';').flatMap((declaration) => {
    const written = declaration.trim();
    return written ? [/^([\w-]+)\s*:/.exec(written)?.[1]?.toLowerCase() ?? written.slice(0, LONGEST_TOLD)] : [];
  });
