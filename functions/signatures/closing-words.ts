import { about } from '../../shared/fields/about.ts';
import { lines } from '../../shared/fields/text-line.ts';

/** Why somebody ends a request, for the others to read; empty when they do not say. */
export const closingWords = lines(500).meta(
  about('Pourquoi, à lire par les autres.', 'Why, for the others to read.', 'Le prix a changé'),
);
