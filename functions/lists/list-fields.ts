import * as z from 'zod';
import { about } from '../../shared/fields/about.ts';
import { packed } from '../../shared/text.ts';

/** Addresses that one request adds: one transaction holds them all, and what goes with them. */
export const MOST_ADDRESSES = 90;

export const fieldName = z.string().min(1).max(100);

/** A column by its title, or by its number from 1. */
export const columnName = z
  .union([z.string().min(1).max(500), z.int().min(1).max(16_384)])
  .meta(
    about(
      'Une colonne, par son titre ou son numéro à partir de 1.',
      'A column, by its title or its number from 1.',
      'Courriel',
    ),
  );

/** Which column each field is taken from; the others are left. */
export const columnMapping = z
  .record(fieldName, columnName)
  .refine((mapping) => 'email' in mapping, {
    error: packed(
      'Dites au moins quelle colonne porte les adresses : `email`.',
      'Say at least which column holds the addresses: `email`.',
    ),
    path: ['email'],
  })
  .meta(
    about('Quelle colonne porte quel champ.', 'Which column holds which field.', { email: 'Courriel', firstName: 2 }),
  );
