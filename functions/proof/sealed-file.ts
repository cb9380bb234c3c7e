import * as z from 'zod';
import { config } from '../../shared/config.ts';
import type { SoundSeal } from '../../shared/documents/verify-pdf.ts';
import { LOCK_MODES } from '../../shared/function/access.ts';
import type { Pinned } from '../../shared/objects/pinned.ts';
import { sealDetails, sealTold } from './sealing-act.ts';

/** What the act `sealed` of any subject tells of its file, of how long the archive keeps it, and of the seal. */
export const sealedDetails = {
  sha256: z.string(),
  size: z.int(),
  pages: z.int(),
  versionId: z.string(),
  archiveYears: z.int(),
  archiveLock: z.enum(LOCK_MODES),
  ...sealDetails,
};

export const sealedTold = ({ sha256, size, versionId }: Pinned, seal: SoundSeal) => ({
  ...{ sha256, size, pages: seal.pages, versionId },
  archiveYears: config.archiveYears(),
  archiveLock: config.archiveLock(),
  ...sealTold(seal),
});
