/** What every answer carries; an answer that may be kept says its own `cache-control`. */
export const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
} as const;

/**
 * The policy of a page: what is ours and nothing else; its script may also fetch from the origins of `connect`, and the
 * answer to its forms may lead to those of `leadsTo`.
 */
export const contentSecurityPolicy = (connect: readonly string[] = [], leadsTo: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "worker-src 'self' blob:",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    `form-action ${["'self'", ...leadsTo].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
