import type { Brand } from '../brand/brand.ts';
import type { Locale } from '../text.ts';
import type { MailKind, WrittenMail } from './mail-kind.ts';

declare global {
  interface ImportMeta {
    /** Vite's; `infra/mails.ts` gives it to our bundles and scripts. */
    glob<T>(pattern: string, options: { eager: true; import: string }): Record<string, T>;
  }
}

type Write = (data: unknown, locale: Locale, brand: Brand) => WrittenMail;

// Found where they stand, as contracts are: no list to add to, and nobody who sends mail knows who writes it.
const kinds = import.meta.glob<MailKind>('/functions/*/mails/*.tsx', { eager: true, import: 'default' });
const writings = import.meta.glob<Write>('/functions/*/mails/*.tsx', {
  eager: true,
  import: 'write',
});

/** Every mail that we send, by the file that holds it. */
export const everyMail: Readonly<Record<string, MailKind>> = kinds;

/**
 * Writes a mail, under the sign of whoever sends it.
 * @throws ZodError when `data` is not what it is told; Error when there is no such mail
 */
export function writeMail(name: string, data: unknown, locale: Locale, brand: Brand): WrittenMail {
  const [file, kind] = Object.entries(kinds).find(([, known]) => known.name === name) ?? [];
  const write = file && writings[file];
  if (!kind || !write) throw new Error(`There is no mail ${name}`);
  return write(kind.data.parse(data), locale, brand);
}
