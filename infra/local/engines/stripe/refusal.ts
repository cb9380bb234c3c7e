/** An answer of Stripe's that is an error: https://docs.stripe.com/api/errors. */
export class StripeRefusal extends Error {
  readonly status: number;
  readonly error: Record<string, string>;
  constructor(status: number, message: string, more: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.error = { type: 'invalid_request_error', message, ...more };
  }
}

export const unknownParameter = (name: string) =>
  new StripeRefusal(400, `Received unknown parameter: ${name}`, { code: 'parameter_unknown', param: name });

export const missingParameter = (name: string) =>
  new StripeRefusal(400, `Missing required param: ${name}.`, { code: 'parameter_missing', param: name });

export const badParameter = (name: string, message: string, code = 'parameter_invalid') =>
  new StripeRefusal(400, message, { code, param: name });

export const missingResource = (kind: string, id: string, status = 404) =>
  new StripeRefusal(status, `No such ${kind}: '${id}'`, { code: 'resource_missing', param: 'id' });
