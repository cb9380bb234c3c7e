const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, in an element or in a quoted attribute. */
export const escapedHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** What a link in a mail may open. */
export const LINK_SCHEMES = ['https', 'http', 'mailto', 'tel'] as const;

/** Whether a value is the whole address of a page or a mailbox, with nothing in it that a reader would not see. */
export const isWebAddress = (value: string): boolean => {
  const scheme = /^([a-z]+):[^\s\p{Cc}]+$/iu.exec(value)?.[1]?.toLowerCase();
  return LINK_SCHEMES.some((allowed) => allowed === scheme);
};

/** A whole page for a mailbox, of a title as text and a body in HTML. */
export const htmlPage = (language: string, title: string, body: string): string =>
  `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8" />` +
  '<meta name="viewport" content="width=device-width, initial-scale=1" />' +
  `<title>${escapedHtml(title)}</title></head><body style="margin:0">${body}</body></html>`;
