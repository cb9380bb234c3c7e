import { type Locale, say, type Text } from '../text.ts';
import { kindOf, type PROBLEM_KINDS, type ProblemType, problemUrl } from './problem-kinds.ts';

export interface FieldError {
  /** JSON pointer into the body; `?name` for a query parameter; the bare name of a path parameter or of a header. */
  pointer: string;
  detail: Text;
}

/** Whatever is told to a caller that cannot be served: RFC 9457, in the caller's language. */
export class Problem extends Error {
  readonly status: number;
  /** The last part of the problem's type URI, stable for programs. */
  readonly type: ProblemType;
  readonly title: Text;
  readonly detail: Text | undefined;
  readonly errors: FieldError[];
  readonly headers: Record<string, string>;

  constructor(
    type: ProblemType,
    more: { detail?: Text; errors?: FieldError[]; headers?: Record<string, string> } = {},
  ) {
    const { status, title } = kindOf(type);
    super(`${status} ${type}: ${(more.detail ?? title).en}`);
    this.name = 'Problem';
    this.status = status;
    this.type = type;
    this.title = title;
    this.detail = more.detail;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }

  toJSON(locale: Locale, requestId?: string) {
    return {
      type: problemUrl(this.type),
      title: this.title[locale],
      status: this.status,
      ...(this.detail && { detail: this.detail[locale] }),
      ...(this.errors.length && {
        errors: this.errors.map(({ pointer, detail }) => ({ pointer, detail: detail[locale] })),
      }),
      ...(requestId && { requestId }),
    };
  }
}

export const badRequest = (detail: Text) => new Problem('bad-request', { detail });

export const invalid = (errors: FieldError[]) =>
  new Problem('invalid', {
    detail: say('Corrigez les champs indiqués puis réessayez.', 'Correct the fields below, then try again.'),
    errors,
  });

export const invalidField = (pointer: string, detail: Text) => invalid([{ pointer, detail }]);

export const unauthenticated = () =>
  new Problem('unauthenticated', {
    detail: say(
      'Envoyez l’en-tête « Authorization: Bearer gk_… » avec une clé en cours de validité.',
      'Send the header “Authorization: Bearer gk_…” with a key that is still valid.',
    ),
    headers: { 'www-authenticate': 'Bearer' },
  });

export const forbidden = (detail: Text) => new Problem('forbidden', { detail });

export const notFound = (detail: Text = say('Cette ressource n’existe pas.', 'This resource does not exist.')) =>
  new Problem('not-found', { detail });

/** The kinds of problem that are answered with a status. */
type With<S extends number> = {
  [T in ProblemType]: (typeof PROBLEM_KINDS)[T]['status'] extends S ? T : never;
}[ProblemType];

export type Conflict = With<409>;

export const conflict = (type: Conflict, detail: Text) => new Problem(type, { detail });

export const gone = (type: With<410>, detail: Text) => new Problem(type, { detail });

export const tooMany = (seconds: number) =>
  new Problem('too-many-requests', {
    detail: say(`Patientez ${wait(seconds).fr} avant de réessayer.`, `Wait ${wait(seconds).en} before trying again.`),
    headers: { 'retry-after': String(seconds) },
  });

export const unavailable = (detail: Text, seconds = 30) =>
  new Problem('unavailable', { detail, headers: { 'retry-after': String(seconds) } });

export const unexpected = () =>
  new Problem('unexpected', {
    detail: say(
      'Réessayez dans un instant ; si l’erreur persiste, donnez-nous le numéro de requête.',
      'Try again in a moment; if it persists, give us the request id.',
    ),
  });

/** A waiting time in words, rounded up. */
function wait(seconds: number): Text {
  if (seconds < 90) return say(`${seconds} secondes`, `${seconds} seconds`);
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return say(`${minutes} minutes`, `${minutes} minutes`);
  const hours = Math.ceil(minutes / 60);
  return say(`${hours} heures`, `${hours} hours`);
}
