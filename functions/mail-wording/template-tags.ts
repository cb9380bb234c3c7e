import { everyMail } from '../../shared/mails/every-mail.ts';
import { type MailKind, sampleOf } from '../../shared/mails/mail-kind.ts';
import type { Locale } from '../../shared/text.ts';
import { readable } from './readable.ts';

const rewordable: ReadonlyMap<string, MailKind> = new Map(
  Object.values(everyMail).flatMap((kind) => (kind.isRewordable ? [[kind.name, kind]] : [])),
);

/** The mails of ours that a tenant may word. */
export const REPLACEABLE_KINDS: readonly string[] = [...rewordable.keys()];

export const isReplaceable = (kind: string): boolean => rewordable.has(kind);

export interface Tag {
  name: string;
  required: boolean;
  /** What a preview shows in its place. */
  sample: string;
}

/** The fields whose value opens something. */
export const secretTags = (kind: string): readonly string[] => rewordable.get(kind)?.secrets ?? [];

/** The tags of one of our mails: what it is told. Without its secret link it would be of no use: that one is required. */
export function tagsOf(kind: string, locale: Locale): Tag[] {
  const mail = rewordable.get(kind);
  const samples = Object.entries(mail ? sampleOf(mail, locale) : {});
  return samples.map(([name, sample]) => ({
    name,
    required: secretTags(kind).includes(name),
    sample: readable(sample, locale),
  }));
}
