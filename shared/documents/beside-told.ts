import * as z from 'zod';
import { sha256Hex } from '../sha256.ts';
import type { BesidePages } from './beside-pages.ts';

/** What a document holds beside its pages, as it is told of: to its sender, to the signer and in the proof. */
export const besideTold = z.strictObject({
  /** `id` is the layer's name in the file, as pdf.js writes it; `shown`: when the document opens, and in print. */
  layers: z.array(z.strictObject({ id: z.string(), name: z.string(), shown: z.boolean() })),
  /** Size in bytes, SHA-256 in lower-case hex. */
  attachments: z.array(z.strictObject({ name: z.string(), size: z.int(), sha256: z.string() })),
  /** Comments and their authors, fields and what they hold. */
  texts: z.array(z.strictObject({ kind: z.enum(['comment', 'field']), label: z.string(), text: z.string() })),
});
export type BesideTold = z.infer<typeof besideTold>;

export const told = ({ layers, attachments, texts }: BesidePages): BesideTold => ({
  layers,
  attachments: attachments.map(({ name, bytes }) => ({ name, size: bytes.length, sha256: sha256Hex(bytes) })),
  texts,
});
