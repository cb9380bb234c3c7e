import { say, type Text } from '../text.ts';

interface Way {
  /** How a code comes by it, in a sentence. */
  by: Text;
  /** Codes to one address in a day, whoever asks for them. */
  perAddress: number;
  /** Codes of one account in a day. */
  perAccount: number;
  /** An address as its owner recognises it and nobody else can read it. */
  masked(address: string): string;
}

/** The ways by which a code reaches a person. */
export const CHANNELS = {
  sms: { by: say('par SMS', 'by text message'), perAddress: 30, perAccount: 500, masked: maskedPhone },
  email: { by: say('par e-mail', 'by email'), perAddress: 30, perAccount: 2_000, masked: maskedEmail },
} as const satisfies Record<string, Way>;
export type Channel = keyof typeof CHANNELS;

/** `+33612345678` -> `+33 6 •• •• •• 78` */
export function maskedPhone(phone: string): string {
  const french = /^\+33(\d)\d{6}(\d\d)$/.exec(phone);
  if (french) return `+33 ${french[1]} •• •• •• ${french[2]}`;
  return `${phone.slice(0, 3)} ${'•'.repeat(Math.max(phone.length - 5, 2))} ${phone.slice(-2)}`;
}

/** `anne.martin@exemple.fr` -> `a•••@exemple.fr`: not even how long it is. */
function maskedEmail(email: string): string {
  const [first = ''] = email;
  return `${first}•••${email.slice(email.lastIndexOf('@'))}`;
}
