import * as z from 'zod';
import type { SoundSeal } from '../../shared/documents/verify-pdf.ts';

/** What the act `sealed` of any subject tells of the seal; verification compares it with the seal itself. */
export const sealDetails = {
  certificateSerial: z.string(),
  certificateFingerprint: z.string(),
  timestampedAt: z.iso.datetime(),
  timestampAuthority: z.string(),
  timestampPolicy: z.string(),
};

export const sealTold = ({ signedBy, timestamp }: Pick<SoundSeal, 'signedBy' | 'timestamp'>) => ({
  certificateSerial: signedBy.serial,
  certificateFingerprint: signedBy.fingerprint,
  timestampedAt: timestamp.genTime.toISOString(),
  timestampAuthority: timestamp.tsaName,
  timestampPolicy: timestamp.policy,
});
