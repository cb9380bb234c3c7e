import type * as z from 'zod';
import { badRequest, type FieldError, invalid, Problem } from '../problem/problem.ts';
import { packed, readable, say } from '../text.ts';
import { faultText, unknownFieldText } from './fault-words.ts';

const escaped = (part: PropertyKey) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** What is told of an issue: an unknown field is pointed at itself, not its parent, each one alone. */
function faultsOf(issue: z.core.$ZodIssue, prefix: string): FieldError[] {
  const path = issue.path.map(escaped).join('');
  const at = (pointer: string) => prefix + (prefix ? pointer.slice(1) : pointer);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: at(path + escaped(key)), detail: unknownFieldText(key) }));
  }
  return [{ pointer: at(path), detail: say(readable(issue.message, 'fr'), readable(issue.message, 'en')) }];
}

/** Faults told at once: enough to mend a form, too few to make an answer of megabytes out of a hostile body. */
const MOST_ERRORS = 50;

/** The value as its schema has it. @throws 422 with a pointer for each fault, in both languages */
export function parsed<S extends z.ZodType>(schema: S, value: unknown, prefix = ''): z.output<S> {
  const result = schema.safeParse(value, {
    error: (issue) => {
      const { fr, en } = faultText(issue);
      return packed(fr, en);
    },
  });
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, MOST_ERRORS).flatMap((issue) => faultsOf(issue, prefix));
  throw invalid(errors.slice(0, MOST_ERRORS));
}

export interface RawBody {
  headers: Record<string, string | undefined>;
  body?: string | undefined;
  isBase64Encoded?: boolean | undefined;
}

export const bodyText = ({ body = '', isBase64Encoded }: RawBody): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;

export const mediaType = ({ headers }: RawBody) => headers['content-type']?.split(';')[0]?.trim().toLowerCase();

function wrongMediaType(wanted: string) {
  return new Problem('unsupported-media-type', {
    detail: say(`Envoyez « Content-Type: ${wanted} ».`, `Send “Content-Type: ${wanted}”.`),
  });
}

/** Characters. Documents go to S3, never through a JSON body. */
const LARGEST_JSON = 512 * 1024;

const tooLarge = () =>
  new Problem('too-large', { detail: say('Le corps dépasse 512 Ko.', 'The body is over 512 KB.') });

/** The JSON value of a request; nothing sent is `{}` to a schema that asks for nothing. @throws 415, 400 */
export function jsonBody(request: RawBody, schema?: z.ZodType): unknown {
  if (schema?.safeParse({}).success && bodyText(request) === '') return {};
  if (!/^application\/([\w.-]+\+)?json$/.test(mediaType(request) ?? '')) throw wrongMediaType('application/json');
  const text = bodyText(request);
  if (text.length > LARGEST_JSON) throw tooLarge();
  return jsonOf(text);
}

/** The value of a JSON text. @throws 400 */
export function jsonOf(text: string): unknown {
  // What stands for bytes that are no text. Kept, a name would be lost.
  if (text.includes('\ufffd')) throw badRequest(say('Le corps n’est pas en UTF-8.', 'The body is not UTF-8.'));
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(say('Le corps n’est pas du JSON valide.', 'The body is not valid JSON.'));
  }
}

/** The fields of a form, or of a JSON object sent in its place; nothing sent is an empty form. @throws 415, 400 */
export function formBody(request: RawBody): unknown {
  const text = bodyText(request);
  if (!text) return {};
  const type = mediaType(request);
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text));
  if (type === 'application/json') return jsonBody(request);
  throw wrongMediaType('application/x-www-form-urlencoded');
}
