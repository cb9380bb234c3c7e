import type { Locale } from '../text.ts';
import type { HttpEvent, HttpResponse } from './request.ts';
import { contentSecurityPolicy, READABLE_ANYWHERE, SECURITY_HEADERS } from './security-headers.ts';

type Read = () => Promise<Uint8Array>;

/** A file as an answer, read only when it is sent. */
export interface FileAnswer {
  /** Content-Type. */
  type: string;
  bytes: Read;
  /** The same bytes compressed, where a copy is kept. */
  brotli?: Read | undefined;
  /** Strong, of the plain bytes, with its quotes. */
  etag?: string;
  /** The language it is in, when another caller gets another. */
  language?: Locale;
  cacheControl?: string;
  /** Scripts of any site may read it. */
  isPublic?: true;
  /** Headers of the request by which another caller gets another content. */
  varies?: readonly string[];
}

/** The file, compressed for who can read that, or 304 for who still has it. */
export async function sendFile(file: FileAnswer, { headers }: HttpEvent): Promise<HttpResponse> {
  const { type, bytes, etag, cacheControl, language, varies = [] } = file;
  const brotli = accepts(headers['accept-encoding'], 'br') ? file.brotli : undefined;
  // Two encodings are two contents: a cache must not take one for the other.
  const ownEtag = etag && brotli ? etag.replace(/"$/, '-br"') : etag;
  const vary = [file.brotli && 'accept-encoding', language && 'accept-language', ...varies].filter(Boolean);
  const common = {
    ...SECURITY_HEADERS,
    ...(type.startsWith('text/html') && { 'content-security-policy': contentSecurityPolicy() }),
    ...(cacheControl && { 'cache-control': cacheControl }),
    ...(vary.length && { vary: vary.join(', ') }),
    ...(language && { 'content-language': language }),
    ...(file.isPublic && READABLE_ANYWHERE),
    ...(ownEtag && { etag: ownEtag }),
  };
  if (ownEtag && isAmong(ownEtag, headers['if-none-match'])) return { statusCode: 304, headers: common };
  return {
    statusCode: 200,
    headers: { ...common, 'content-type': type, ...(brotli && { 'content-encoding': 'br' }) },
    body: Buffer.from(await (brotli ?? bytes)()).toString('base64'),
    isBase64Encoded: true,
  };
}

const accepts = (header = '', encoding: string): boolean =>
  header.split(',').some((part) => {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    return name.toLowerCase() === encoding && !parameters.some((p) => /^q=0(\.0*)?$/.test(p));
  });

/** RFC 9110, 13.1.2: a weak comparison. */
const isAmong = (etag: string, header = ''): boolean =>
  header.split(',').some((part) => ['*', etag].includes(part.trim().replace(/^W\//, '')));
