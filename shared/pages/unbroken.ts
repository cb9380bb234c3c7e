import { raw } from 'hono/html';

/** The class of what stays on one line. */
export const ONE_WORD = 'one-word';

/** What people copy as it stands. */
const COPIED = new Set(['code', 'pre', 'textarea']);
const E_MAIL = /\be-mails?\b/gi;

/** HTML for people, in which no line ends at the hyphen of « e-mail »: it is one word. What is to be copied stays. */
export function unbroken(html: { toString(): unknown }) {
  let within: string | undefined;
  const [before = '', ...tags] = String(html).split('<');
  const held = tags.map((tag) => {
    const end = tag.indexOf('>') + 1;
    const name = tag.slice(0, end).match(/^\/?\w+/)?.[0] ?? '';
    if (within ? name === `/${within}` : COPIED.has(name)) within = within ? undefined : name;
    return within ? tag : tag.slice(0, end) + tag.slice(end).replace(E_MAIL, `<span class="${ONE_WORD}">$&</span>`);
  });
  return raw([before, ...held].join('<'));
}
