import { raw } from 'hono/html';

/** The class of what stays on one line. */
export const ONE_WORD = 'one-word';

/** HTML for people, in which no line ends at the hyphen of « e-mail »: it is one word. What is to be copied stays. */
export const unbroken = (html: { toString(): unknown }) =>
  raw(
    String(html).replace(/(<(code|pre|textarea)\b[\s\S]*?<\/\2>)|>[^<]+/g, (text, kept: string | undefined) =>
      kept ? text : text.replace(/\be-mails?\b/gi, `<span class="${ONE_WORD}">$&</span>`),
    ),
  );
