/** A CORS rule of a bucket, as the template declares it; `*` matches anything in origins and headers. */
export interface CorsRule {
  allowedOrigins: string[];
  allowedMethods: string[];
  allowedHeaders?: string[];
  exposedHeaders?: string[];
  maxAge?: number;
}

const OPEN: CorsRule[] = [
  {
    allowedOrigins: ['*'],
    allowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
    allowedHeaders: ['*'],
    exposedHeaders: ['ETag', 'x-amz-version-id', 'x-amz-checksum-sha256', 'x-amz-request-id'],
    maxAge: 300,
  },
];

/**
 * The CORS headers for a request of `origin` that uses `method` and `headers`, or null when no rule allows it.
 * `rules` undefined: everything is allowed.
 */
export function corsHeaders(
  rules: CorsRule[] | undefined,
  origin: string,
  method: string,
  headers: string[],
): Record<string, string> | null {
  const rule = (rules ?? OPEN).find(
    ({ allowedOrigins, allowedMethods, allowedHeaders = [] }) =>
      allowedOrigins.some((pattern) => matches(pattern, origin)) &&
      allowedMethods.includes(method) &&
      headers.every((header) => allowedHeaders.some((pattern) => matches(pattern, header))),
  );
  if (!rule) return null;
  return {
    'access-control-allow-origin': rule.allowedOrigins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(headers.length > 0 && { 'access-control-allow-headers': headers.join(', ') }),
    ...(rule.exposedHeaders && { 'access-control-expose-headers': rule.exposedHeaders.join(', ') }),
    ...(rule.maxAge !== undefined && { 'access-control-max-age': String(rule.maxAge) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function matches(pattern: string, text: string): boolean {
  const [start = '', ...rest] = pattern.toLowerCase().split('*');
  const value = text.toLowerCase();
  if (rest.length === 0) return value === start;
  return value.startsWith(start) && value.slice(start.length).endsWith(rest.join('*'));
}
