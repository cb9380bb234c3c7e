import { http } from './http.ts';
import type { Files, Named } from './naming.ts';
import { page } from './page.ts';
import { queue } from './queue.ts';
import { schedule } from './schedule.ts';
import { upload } from './upload.ts';
import { webhook } from './webhook.ts';

/** What `npm run new` writes, by kind of contract. */
export const TEMPLATES: Readonly<Record<string, (named: Named) => Files>> = {
  http,
  page,
  queue,
  schedule,
  upload,
  webhook,
};
