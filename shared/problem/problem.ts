import { type Locale, say, type Text } from '../text.ts';

export interface FieldError {
  /** JSON pointer into the body; `?name` for a query parameter; the bare name of a path parameter or of a header. */
  pointer: string;
  detail: Text;
}

/** Whatever is told to a caller that cannot be served: RFC 9457, in the caller's language. */
export class Problem extends Error {
  readonly status: number;
  /** The last part of the problem's type URI, stable for programs. */
  readonly type: string;
  readonly title: Text;
  readonly detail: Text | undefined;
  readonly errors: FieldError[];
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    type: string,
    title: Text,
    more: { detail?: Text; errors?: FieldError[]; headers?: Record<string, string> } = {},
  ) {
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
      type: `urn:guichet:problem:${this.type}`,
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

export const badRequest = (detail: Text) =>
  new Problem(400, 'bad-request', say('Requête illisible', 'Unreadable request'), { detail });

export const invalid = (errors: FieldError[]) =>
  new Problem(422, 'invalid', say('Données invalides', 'Invalid data'), {
    detail: say('Corrigez les champs indiqués puis réessayez.', 'Correct the fields below, then try again.'),
    errors,
  });

export const invalidField = (pointer: string, detail: Text) => invalid([{ pointer, detail }]);

export const unauthenticated = () =>
  new Problem(401, 'unauthenticated', say('Clé d’API absente ou refusée', 'API key missing or refused'), {
    detail: say(
      'Envoyez l’en-tête « Authorization: Bearer gk_… » avec une clé en cours de validité.',
      'Send the header “Authorization: Bearer gk_…” with a key that is still valid.',
    ),
    headers: { 'www-authenticate': 'Bearer' },
  });

export const forbidden = (detail: Text) =>
  new Problem(403, 'forbidden', say('Droit manquant', 'Missing right'), { detail });

export const notFound = (detail: Text = say('Cette ressource n’existe pas.', 'This resource does not exist.')) =>
  new Problem(404, 'not-found', say('Introuvable', 'Not found'), { detail });

export const conflict = (type: string, detail: Text) =>
  new Problem(409, type, say('Action impossible dans cet état', 'Not possible in this state'), { detail });

export const gone = (type: string, detail: Text) =>
  new Problem(410, type, say('Lien expiré', 'Link expired'), { detail });

export const tooMany = (seconds: number) =>
  new Problem(429, 'too-many-requests', say('Trop de demandes', 'Too many requests'), {
    detail: say(`Patientez ${wait(seconds).fr} avant de réessayer.`, `Wait ${wait(seconds).en} before trying again.`),
    headers: { 'retry-after': String(seconds) },
  });

export const unavailable = (detail: Text, seconds = 30) =>
  new Problem(503, 'unavailable', say('Service momentanément indisponible', 'Temporarily unavailable'), {
    detail,
    headers: { 'retry-after': String(seconds) },
  });

export const unexpected = () =>
  new Problem(500, 'unexpected', say('Une erreur est survenue de notre côté', 'Something went wrong on our side'), {
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
