import type { XmlElement } from '../xml.ts';

/** An error as S3 answers it: its code, its HTTP status and what its XML says besides. */
export class S3Error extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: XmlElement[];
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    details: XmlElement[] = [],
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

export const accessDenied = (message = 'Access Denied', details: XmlElement[] = []) =>
  new S3Error(403, 'AccessDenied', message, details);

export const preconditionFailed = (condition: string) =>
  new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', [
    ['Condition', condition],
  ]);

export const invalidRequest = (message: string) => new S3Error(400, 'InvalidRequest', message);
