/** Bytes. A background is drawn on each certificate, an attachment travels in each email. */
export const LARGEST_FILE = 8 * 1024 * 1024;
