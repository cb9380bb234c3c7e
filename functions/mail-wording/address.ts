/** What a link in a mail may open. */
export const LINK_SCHEMES = ['https', 'http', 'mailto', 'tel'];

/** A picture comes with the mail or over https: programs show no `data:`, and http would be read on its way. */
export const PICTURE_SCHEMES = ['https', 'cid'];

const EITHER = new Set([...LINK_SCHEMES, ...PICTURE_SCHEMES]);

/** The scheme that a program may read in an address, some of which pass over spaces and what is not seen. */
const schemeOf = (address: string): string | undefined =>
  /^([a-z][a-z\d+.-]*):/i.exec(address.replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ''))?.[1]?.toLowerCase();

/** Whether an address opens nothing but a page, a mailbox, a telephone or a picture; one without a scheme opens nothing. */
export function opensSafely(address: string): boolean {
  const scheme = schemeOf(address);
  return scheme === undefined || EITHER.has(scheme);
}

/** Whether what is written of an address decides what it opens, whatever follows; `#part` is a part of the mail itself. */
export const isSettled = (address: string, attribute: 'href' | 'src'): boolean => {
  const scheme = /^\s*([a-z]+):/i.exec(address)?.[1]?.toLowerCase() ?? '';
  if (attribute === 'src') return PICTURE_SCHEMES.includes(scheme);
  return LINK_SCHEMES.includes(scheme) || /^\s*#/.test(address);
};

/** Whether a value is the whole address of a page or a mailbox, with nothing in it that a reader would not see. */
export const isWebAddress = (value: string): boolean => {
  const scheme = /^([a-z]+):[^\s\p{Cc}]+$/iu.exec(value)?.[1]?.toLowerCase();
  return scheme !== undefined && LINK_SCHEMES.includes(scheme);
};
