/** What every answer carries; an answer that may be kept says its own `cache-control`. */
export const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;

/** What scripts of other sites may read too: it is the same for everybody, and nobody’s. */
export const READABLE_ANYWHERE = { 'access-control-allow-origin': '*' } as const;

export interface Policy {
  /** Origins from which the page's script may also fetch. */
  connect?: readonly string[];
  /** Origins to which the answer to its forms may lead. */
  leadsTo?: readonly string[];
  /** Any site may show it in a frame. */
  isFramed?: boolean;
}

/** The policy of what is no page: nothing in it is run, nothing shows it in a frame. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** The policy of a page: what is ours and nothing else, but for what it says it needs. */
export const contentSecurityPolicy = ({ connect = [], leadsTo = [], isFramed = false }: Policy = {}): string =>
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
    `frame-ancestors ${isFramed ? '*' : "'none'"}`,
  ].join('; ');
