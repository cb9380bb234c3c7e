import * as z from 'zod';
import type { Brand } from '../brand/brand.ts';
import type { Locale, Text } from '../text.ts';

/** Values of a mail that every one of them writes alike. */
export const words = z.string().max(2_000);
export const webAddress = z.url({ protocol: /^https?$/ });

/**
 * A mail that an area sends: what it is told, and what is to be kept of it. It stands in `functions/<area>/mails/`, in a
 * file of its name whose default export it is, beside `write`, its words; `every-mail.ts` finds it there.
 */
export interface MailKind {
  name: string;
  /**
   * One that holds `unsubscribe`, the link by which its one recipient receives no more of them, leaves with the headers
   * of RFC 8058.
   */
  data: z.ZodObject;
  /** The values that open something: never logged, stored in clear nor put in a history. */
  secrets: readonly string[];
  /** What a preview shows of each value. */
  sample: Readonly<Record<string, string | Text>>;
  /** A business may say it in its own words; those of the platform itself stay ours. */
  isRewordable?: true;
}

export type MailData<K extends MailKind> = z.output<K['data']>;

/** A mail, written: nothing in it needs a further look-up. */
export interface WrittenMail {
  /** One line: safe as a header. */
  subject: string;
  html: string;
  text: string;
}

/** The words of a mail, under the sign of whoever sends it: the `write` of its file. */
export type Writing<K extends MailKind> = (data: MailData<K>, locale: Locale, brand: Brand) => WrittenMail;

interface Declared<S extends Readonly<Record<string, z.ZodType<string | undefined>>>>
  extends Omit<MailKind, 'name' | 'data'> {
  data: S;
  secrets: readonly (keyof S & string)[];
  sample: Readonly<{ [F in keyof S]: string | Text }>;
}

export const mailKind = <const S extends Readonly<Record<string, z.ZodType<string | undefined>>>>(
  name: string,
  { data, ...kind }: Declared<S>,
) => ({ ...kind, name, data: z.strictObject(data) }) satisfies MailKind;

/** The sample values of a mail, in a language. */
export const sampleOf = ({ sample }: MailKind, locale: Locale): Record<string, string> =>
  Object.fromEntries(
    Object.entries(sample).map(([name, value]) => [name, typeof value === 'string' ? value : value[locale]]),
  );
