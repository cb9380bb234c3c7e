const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, in an element or in a quoted attribute. */
export const escapedHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** Those of markup, and those that can hide an address's scheme: no entity with a name is a letter of ASCII. */
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', colon: ':', Tab: '\t', NewLine: '\n' },
};

/** What a browser reads where clean HTML holds entities. */
export const unescapedHtml = (html: string): string =>
  html.replace(/&(?:#(\d{1,7});?|#x([\da-f]{1,6});?|(\w{2,7});)/gi, (entity, decimal, hexadecimal, name) => {
    if (name !== undefined) return NAMED[name] ?? entity;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  });

/** A whole page for a mailbox, of a title as text and a body in HTML. */
export const htmlPage = (language: string, title: string, body: string): string =>
  `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8" />` +
  '<meta name="viewport" content="width=device-width, initial-scale=1" />' +
  `<title>${escapedHtml(title)}</title></head><body style="margin:0">${body}</body></html>`;
