import type { Reply } from './smtp-dialogue.ts';

const LONGEST = 300;
const HIDDEN = '[…]';

/** A server's words on one line, cut, and without the password: some servers repeat what they were sent. */
export function serverWords({ lines, enhanced }: Omit<Reply, 'code'>, password: string): string {
  const bare = lines.map((line) => (enhanced && line.startsWith(enhanced) ? line.slice(enhanced.length) : line));
  const text = bare
    .join(' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const short = [...withoutSecret(text, password)];
  return short.length > LONGEST ? `${short.slice(0, LONGEST).join('')}…` : short.join('');
}

/** The code as it is quoted: `534 5.7.9`. */
export const codeOf = ({ code, enhanced }: Reply): string => (enhanced ? `${code} ${enhanced}` : String(code));

function withoutSecret(text: string, password: string): string {
  const encoded = (word: string) => {
    const opened = Buffer.from(word, 'base64').toString('utf8');
    return opened.includes(password) ? HIDDEN : word;
  };
  const forms = [password, encodeURIComponent(password), Buffer.from(password).toString('hex')];
  return forms
    .reduce((said, form) => said.replaceAll(form, HIDDEN), text)
    .replace(/[A-Za-z0-9+/_-]{4,}={0,2}/g, encoded);
}
