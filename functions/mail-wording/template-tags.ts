import type { Locale, Text } from '../../shared/text.ts';
import { say } from '../../shared/text.ts';
import { mailData } from './templates/data.ts';

/** The mails of ours that a tenant may word. Those of the platform itself (account activation) stay ours. */
export const REPLACEABLE_KINDS = ['signature-invitation', 'signature-completed'] as const;
export type ReplaceableKind = (typeof REPLACEABLE_KINDS)[number];
export type TemplateKind = ReplaceableKind | 'custom';

export const isReplaceable = (kind: string): kind is ReplaceableKind =>
  (REPLACEABLE_KINDS as readonly string[]).includes(kind);

export interface Tag {
  name: string;
  required: boolean;
  /** What a preview shows in its place. */
  sample: string;
}

const same = (text: string) => say(text, text);

const SAMPLES: Readonly<Record<string, Text>> = {
  signerName: same('Anne Martin'),
  senderName: same('Camille Durand'),
  senderCompany: same('Durand & fils'),
  documentName: say('Devis n° 2027-014', 'Quote No. 2027-014'),
  message: say(
    'Bonjour,\nvoici le devis dont nous avons parlé. À bientôt !',
    'Hello,\nhere is the quote we talked about. See you soon!',
  ),
  link: same('https://guichet.example/sign/exemple'),
  requestId: same('sig_01k00000000000000000000000'),
  expiresAt: say('3 mars 2027', '3 March 2027'),
};

/** The fields whose value opens something. */
export const secretTags = (kind: TemplateKind): readonly string[] => (kind === 'custom' ? [] : mailData[kind].secrets);

/** The tags of one of our mails: what it is told. Without its secret link it would be of no use: that one is required. */
export const tagsOf = (kind: ReplaceableKind, locale: Locale): Tag[] =>
  Object.keys(mailData[kind].data.shape).map((name) => ({
    name,
    required: secretTags(kind).includes(name),
    sample: SAMPLES[name]?.[locale] ?? name,
  }));
