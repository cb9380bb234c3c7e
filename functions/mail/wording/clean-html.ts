import { convert } from 'html-to-text';
import sanitize from 'sanitize-html';
import { LINK_SCHEMES } from './markup.ts';
import { inOneSpelling } from './tags.ts';

/** Styles that mail programs draw and that stay in their box; a value holds no address and no function but a colour. */
const STYLES = `background background-color border border-bottom border-bottom-color border-bottom-style
  border-bottom-width border-collapse border-color border-left border-left-color border-left-style border-left-width
  border-radius border-right border-right-color border-right-style border-right-width border-spacing border-style
  border-top border-top-color border-top-style border-top-width border-width color direction display font font-family
  font-size font-style font-variant font-weight height letter-spacing line-height list-style list-style-type margin
  margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width mso-hide
  mso-line-height-rule overflow overflow-wrap padding padding-bottom padding-left padding-right padding-top
  table-layout text-align text-decoration text-indent text-transform vertical-align white-space width word-break
  word-wrap`.split(/\s+/);
const SAFE_STYLE = /^(?:[^()\\<>@{};]|rgba?\([\d\s.,%]{1,40}\))*$/i;

const DEEPEST = 100;

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
  allowedStyles: { '*': Object.fromEntries(STYLES.map((property) => [property, [SAFE_STYLE]])) },
  allowedSchemes: [...LINK_SCHEMES],
  // A picture comes with the mail or over https: programs show no `data:`, and http would be read on its way.
  allowedSchemesByTag: { img: ['https', 'cid'] },
  allowProtocolRelative: false,
  nonTextTags: ['script', 'style', 'textarea', 'option', 'xmp', 'noscript', 'title'],
  transformTags: { body: 'div' },
  nestingLimit: DEEPEST,
};

/** Of a whole page only its body is kept: we write the rest. */
const OF_A_PAGE = new Set(['html', 'head', 'meta', 'title']);

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
  if (OF_A_PAGE.has(element)) return;
  const name = element === 'body' ? 'div' : element;
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  count(`<${name}>`);
  if (!ELEMENTS.includes(name)) return;
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute !== 'style') count(`<${name} ${attribute}>`);
    else for (const property of propertiesOf(value)) count(`<${name} style="${property}">`);
  }
};

const propertiesOf = (style: string) =>
  style.split(';').flatMap((declaration) => /^\s*([\w-]+)\s*:/.exec(declaration)?.[1]?.toLowerCase() ?? []);

const asWritten = { options: { uppercase: false } };
const ownLine = { format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } };

/** The same words for who reads no HTML: links follow their text, nothing is folded. */
export const textOf = (html: string): string =>
  `${convert(inOneSpelling(html), {
    wordwrap: false,
    selectors: [
      { selector: 'a', options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true } },
      { selector: 'img', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...asWritten })),
      ...['td', 'th'].map((selector) => ({ selector, ...ownLine })),
    ],
  }).trim()}\n`;
