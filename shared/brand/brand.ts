import { say } from '../text.ts';

/** What stands for a business on its pages and mails: how everybody knows whose they are. */
export interface Brand {
  name: string;
  /** The footer's: « Durand & fils SARL, 12 rue des Lilas, 69003 Lyon, SIREN 812 345 678 ». */
  legalName?: string | undefined;
  /** `#rrggbb`, readable (`readabilityOf`). */
  colour?: string | undefined;
  logo?: Logo | undefined;
  /** Whom its customers may ask, beside whoever wrote to them. */
  phone?: string | undefined;
  email?: string | undefined;
}

export interface Logo {
  /** Names it in addresses: whoever knows it is shown it. */
  id: string;
  /** Pixels. */
  width: number;
  height: number;
}

/** Ours, on what belongs to no business. */
export const GUICHET: Brand = { name: 'Guichet', colour: '#1c5a48' };

/** Where a logo is served to pages. A mail carries it. */
export const logoPath = ({ id }: Logo): string => `/logos/${id}`;
/** Under which Content-ID a mail carries the logo. */
export const LOGO_CID = 'logo@guichet';

/** The size at which a logo is shown, in CSS pixels: as it is, unless a header has less room. */
export function shownSize({ width, height }: Logo): { width: number; height: number } {
  const scale = Math.min(1, 180 / width, 48 / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** « Guichet » under what a business sends: who carries it. */
export const CARRIED = say(
  'Envoyé et scellé par Guichet : chaque acte laisse une preuve.',
  'Sent and sealed by Guichet: every act leaves a proof.',
);
