import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Client } from '../identity/actor.ts';
import { Problem, tooMany, unexpected } from '../problem/problem.ts';
import { take } from '../table/counter.ts';
import { type Locale, preferredLocale } from '../text.ts';
import type { RateLimit } from './contract.ts';

export type HttpEvent = APIGatewayProxyEventV2;
export type HttpResponse = APIGatewayProxyStructuredResultV2;

export const clientOf = ({ requestContext: { http } }: HttpEvent): Client => ({
  address: http.sourceIp,
  userAgent: http.userAgent ?? '',
});

/** The cookies of a request, by name. */
export const cookiesOf = ({ cookies = [] }: HttpEvent): Record<string, string> =>
  Object.fromEntries(
    cookies.map((cookie) => {
      const equals = cookie.indexOf('=');
      return [cookie.slice(0, equals), cookie.slice(equals + 1)];
    }),
  );

/** The query without `lang`, which every route understands and no contract declares. */
export function queryOf({ queryStringParameters }: HttpEvent): Record<string, string | undefined> {
  const { lang: _, ...query } = queryStringParameters ?? {};
  return query;
}

/** The caller's language: `?lang=` when given, else what its software prefers. */
export const localeOf = (event: HttpEvent): Locale => {
  const asked = event.queryStringParameters?.lang;
  return asked === 'fr' || asked === 'en' ? asked : preferredLocale(event.headers['accept-language']);
};

/** Counts the call against the contract's limit. @throws 429 */
export async function withinLimit(
  limit: RateLimit | undefined,
  route: string,
  caller: string,
  now: Date,
): Promise<void> {
  if (!limit) return;
  const wait = await take({ key: `${route}:${caller}`, max: limit.max, window: limit.window }, now);
  if (wait) throw tooMany(wait);
}

/** What a caller is told of an error: the problem itself, or a bare 500. */
export const problemOf = (error: unknown): Problem => (error instanceof Problem ? error : unexpected());
