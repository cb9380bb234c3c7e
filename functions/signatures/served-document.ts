import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { config } from '../../shared/config.ts';
import type { SignatureRequest } from './signature-request.ts';
import type { Signer } from './signer.ts';
import { SIGNING_LINK, signingPath } from './signing-link.ts';

/**
 * That a browser was given the document: it keeps a mark of it, and brings it back with the forms of the same link. So a
 * GET writes nothing (scanners follow links, and press no button), yet nobody signs what was never served to them
 * (docs/decisions/0021-served-before-signed.md).
 */
const COOKIE = 'served';

/** What keys a signer's marks: 256 bits, base64url. Stays with us, so that only what was served bears one. */
export const newServedKey = (): string => randomBytes(32).toString('base64url');

/** Bound to the signer and to the exact version: what showed another document proves nothing of this one. */
const markOf = ({ original }: SignatureRequest, { id, servedKey }: Signer, at: string): string =>
  createHmac('sha256', Buffer.from(servedKey, 'base64url'))
    .update(`${id}\n${original.key}\n${original.versionId}\n${at}`)
    .digest('base64url');

/** The cookie that goes with the document, for the pages of this link alone. */
export function servedCookie(token: string, request: SignatureRequest, signer: Signer, now: Date): string {
  const at = now.toISOString();
  const secure = config.publicUrl().startsWith('https:') ? '; Secure' : '';
  const kept = `Path=${signingPath(token)}; Max-Age=${SIGNING_LINK.lasts}; HttpOnly; SameSite=Strict${secure}`;
  return `${COOKIE}=${at}.${markOf(request, signer, at)}; ${kept}`;
}

/** When the document was served to the browser that sends these cookies (ISO 8601, UTC); undefined when it never was. */
export function servedAt(
  cookies: Readonly<Record<string, string>>,
  request: SignatureRequest,
  signer: Signer,
): string | undefined {
  const [, at, mark] = /^(.+Z)\.([\w-]+)$/.exec(cookies[COOKIE] ?? '') ?? [];
  if (!at || !mark) return undefined;
  const [given, right] = [Buffer.from(mark), Buffer.from(markOf(request, signer, at))];
  return given.length === right.length && timingSafeEqual(given, right) ? at : undefined;
}
