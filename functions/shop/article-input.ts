import * as z from 'zod';
import { articleFields as f } from './article-view.ts';

/** An article as it is made: its title is its name unless said, and nothing is shipped but a printed book. */
export const articleInput = z.strictObject({
  ...f,
  title: f.title.optional(),
  language: f.language.default('fr'),
  imageId: f.imageId.optional(),
  description: f.description.optional(),
  tabs: f.tabs.default([]),
  reviews: f.reviews.default([]),
  book: f.book.optional(),
  place: f.place.optional(),
  isShipped: f.isShipped.default(false),
  safety: f.safety.optional(),
  compatibility: f.compatibility.optional(),
});

/** What changes of one: what is absent stays, `null` empties a field. */
export const articleChange = z.strictObject({
  ...articleInput.partial().shape,
  language: f.language.optional(),
  tabs: f.tabs.optional(),
  reviews: f.reviews.optional(),
  isShipped: f.isShipped.optional(),
  imageId: f.imageId.nullable().optional(),
  description: f.description.nullable().optional(),
  book: f.book.nullable().optional(),
  place: f.place.nullable().optional(),
  safety: f.safety.nullable().optional(),
  compatibility: f.compatibility.nullable().optional(),
});
