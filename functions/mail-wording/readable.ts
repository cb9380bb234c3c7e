import * as z from 'zod';
import { inDays } from '../../shared/pages/dates.ts';
import type { Locale } from '../../shared/text.ts';

const isTime = z.iso.datetime();

/** A value of a tag as a mail shows it: a time is written as a day. */
export const readable = (value: string, locale: Locale): string =>
  isTime.safeParse(value).success ? inDays(new Date(value), locale) : value;
