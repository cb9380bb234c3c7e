import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const BYTES = 32;

export const newWebhookSecret = (): string => PREFIX + randomBytes(BYTES).toString('base64');

/**
 * The headers of a webhook, signed with each of the secrets: https://www.standardwebhooks.com
 * @param now when it is sent: receivers refuse what is older than five minutes
 */
export function signedHeaders(id: string, body: string, secrets: readonly string[], now: Date) {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatureBy = (secret: string) =>
    createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${signatureBy(secret)}`).join(' '),
  };
}
