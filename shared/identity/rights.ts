/** Rights are per module: reading or writing. `*` is an administrator's. */
export const RIGHTS = [
  'contacts:read',
  'contacts:write',
  'documents:read',
  'documents:write',
  /** Opening the PDFs of a folder, which otherwise shows with `documents:read`. What was signed opens with `signatures:read`. */
  'documents:content',
  'lists:read',
  'lists:write',
  'signatures:read',
  'signatures:write',
  'consents:read',
  'consents:write',
  'mailings:read',
  'mailings:write',
  'shop:read',
  'shop:write',
  'payments:read',
  'payments:write',
  'orders:read',
  'orders:write',
  'certificates:read',
  'certificates:write',
  'mail:read',
  'mail:write',
  'integrations:read',
  'integrations:write',
  'facts:read',
  'webhooks:read',
  'webhooks:write',
  'account:read',
  'account:write',
] as const;
export type Right = (typeof RIGHTS)[number];

export const allows = (held: readonly (Right | '*')[], wanted: Right): boolean =>
  held.includes('*') || held.includes(wanted);
