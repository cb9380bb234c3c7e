import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from './faults.ts';
import { readBody } from './loopback.ts';
import { type XmlElement, xmlDocument } from './xml.ts';

/** An error of a service that speaks the AWS Query protocol. */
export class QueryServiceError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** One operation: from the form's fields to the elements of its result. */
export type QueryOperation = (form: URLSearchParams) => XmlElement[] | Promise<XmlElement[]>;

// 10 MB of mail, in base64, percent-encoded where base64 is not plain.
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** A request handler for the AWS Query protocol: a form that names its Action, answered in XML. */
export function queryProtocol(namespace: string, operations: Record<string, QueryOperation>, faults: Faults) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomUUID();
    const answer = (status: number, document: string) => {
      response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': requestId });
      response.end(document);
    };
    try {
      const body = await readBody(request, MAX_BODY_BYTES);
      const fault = faults.take();
      if (fault) throw new QueryServiceError(fault.code, fault.message ?? fault.code, fault.status);
      if (!body) throw new QueryServiceError('RequestEntityTooLarge', 'The request is too long', 413);
      const form = new URLSearchParams(body.toString());
      const action = form.get('Action') ?? '';
      const operation = Object.hasOwn(operations, action) ? operations[action] : undefined;
      if (!operation) throw new QueryServiceError('InvalidAction', `${action} is not implemented`);
      const result = await operation(form);
      answer(
        200,
        xmlDocument(
          [
            `${action}Response`,
            [
              [`${action}Result`, result],
              ['ResponseMetadata', [['RequestId', requestId]]],
            ],
          ],
          namespace,
        ),
      );
    } catch (error) {
      if (!(error instanceof QueryServiceError)) throw error;
      const detail: XmlElement[] = [
        ['Type', error.status < 500 ? 'Sender' : 'Receiver'],
        ['Code', error.code],
        ['Message', error.message],
      ];
      answer(
        error.status,
        xmlDocument(
          [
            'ErrorResponse',
            [
              ['Error', detail],
              ['RequestId', requestId],
            ],
          ],
          namespace,
        ),
      );
    }
  };
}

/** The entries of a list or map field, e.g. `Tags.member.N` or `MessageAttributes.entry.N`, each by its own fields. */
export function entries(form: URLSearchParams, prefix: string): Record<string, string>[] {
  const found = new Map<string, Record<string, string>>();
  for (const [name, value] of form) {
    if (!name.startsWith(`${prefix}.`)) continue;
    const [number = '', ...field] = name.slice(prefix.length + 1).split('.');
    found.set(number, { ...found.get(number), [field.join('.')]: value });
  }
  return [...found.values()];
}
