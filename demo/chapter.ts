import { say, type Text } from '../shared/text.ts';

/** Tells one thing that one of the parties did or saw. */
export type Show = (who: Text, what: Text) => void;

/** What a chapter plays on. */
export interface Stage {
  apiUrl: string;
  inboxUrl: string;
  /** Where the stand-in of Stripe plays the payer. */
  stripeUrl: string;
  show: Show;
  /** Says something of its own, on lines of its own. */
  print(text: Text): void;
  /** The folder for what is worth keeping. */
  results: string;
  locale: 'fr' | 'en';
}

/** The story of one area, told by its parties: `demo/chapters/<area>.ts`, found as contracts are. */
export interface Chapter {
  title: Text;
  /** @throws when something is not as it should be */
  tell(stage: Stage): Promise<void>;
}

export const GUICHET = say('Guichet', 'Guichet');
export const BUSINESS = say('Entreprise', 'Business');
export const ANYBODY = say('N’importe qui', 'Anybody');
