import * as z from 'zod';
import { about } from '../../shared/fields/about.ts';

const MEGABYTE = 1_000_000;

/** What an account pays for and may use, as data: cents a year, what each sale costs, bytes kept, articles. */
export interface Offer {
  yearly: number;
  /** Of each paid sale: percent of what the buyer pays, and cents. */
  fee: { percent: number; fixed: number };
  storage: number;
  articles: number;
}

export const OFFERS = {
  free: { yearly: 0, fee: { percent: 5, fixed: 30 }, storage: 500 * MEGABYTE, articles: 20 },
  standard: { yearly: 120_00, fee: { percent: 2, fixed: 15 }, storage: 10_000 * MEGABYTE, articles: 200 },
  unlimited: { yearly: 600_00, fee: { percent: 0.5, fixed: 0 }, storage: 200_000 * MEGABYTE, articles: 5000 },
} as const satisfies Readonly<Record<string, Offer>>;
export type OfferName = keyof typeof OFFERS;

export const offerName = z
  .enum(Object.keys(OFFERS) as [OfferName, ...OfferName[]])
  .meta(about('L’offre du compte.', 'The account’s offer.', 'free'));

/** What an account has of what its offer counts. */
export interface Usage {
  /** Bytes. */
  storage?: number | undefined;
  articles?: number | undefined;
}
