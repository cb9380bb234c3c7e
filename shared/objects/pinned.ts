import * as z from 'zod';
import { BUCKETS } from '../function/access.ts';

/** One version of one object, and what its bytes are: enough to prove later that they are the same. */
export const pinnedSchema = z.object({
  bucket: z.enum(BUCKETS),
  key: z.string(),
  versionId: z.string(),
  /** Hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Bytes. */
  size: z.number().int().nonnegative(),
});
export type Pinned = z.infer<typeof pinnedSchema>;
