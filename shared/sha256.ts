import { createHash } from 'node:crypto';

/** SHA-256, as 64 hexadecimal digits in lower case. */
export const sha256Hex = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');
