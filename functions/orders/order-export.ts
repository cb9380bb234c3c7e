/** What an export tells. */
export const REPORTS = ['orders', 'vat', 'oss'] as const;
export type Report = (typeof REPORTS)[number];
