import { ACCESS_ENV, type BucketName, COMMON_ENV, EVERY_FACT, EVERY_QUEUE, type LockMode } from './function/access.ts';

/**
 * The only place that reads the environment. A missing variable is a deployment's fault, not a caller's: it means
 * that a contract's `access` lacks a word.
 */
function read(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: does the use case's contract declare the access it needs?`);
  return value;
}

export const config = {
  table: () => read(ACCESS_ENV.table),
  bucket: (name: BucketName) => read(ACCESS_ENV[name]),
  mailConfigurationSet: () => read(ACCESS_ENV.mail),
  smsSenderName: () => read(ACCESS_ENV.sms),
  sealKey: () => read(ACCESS_ENV.seal),
  badgeKey: () => read(ACCESS_ENV.badges),
  secretsKey: () => read(ACCESS_ENV.secrets),
  codesKey: () => read(ACCESS_ENV.codes),
  timestampAuthority: () => read(ACCESS_ENV.timestamps),
  /** SHA-256 of certificates, lower-case hexadecimal; none when the roots that Node ships are enough. */
  timestampRoots: () => (process.env[ACCESS_ENV.timestampRoots] ?? '').split(',').filter(Boolean),
  /** Where people come in, without a trailing slash: what links in mails begin with. */
  publicUrl: () => read(COMMON_ENV.publicUrl),
  /** Where programs call, without a trailing slash. */
  apiUrl: () => read(COMMON_ENV.apiUrl),
  mailFrom: () => read(COMMON_ENV.mailFrom),
  /** How many mails SES takes of the installation in a second. */
  mailsPerSecond: () => Number(read(COMMON_ENV.mailsPerSecond)),
  archiveYears: () => Number(read(ACCESS_ENV.archiveYears)),
  archiveLock: () => read(ACCESS_ENV.archiveLock) as LockMode,
  /** @throws Error when the contract does not say that it sends there: IAM would refuse it */
  queueUrl(queue: string): string {
    const declared = read(ACCESS_ENV.queues).split(',');
    if (!declared.includes(queue) && !declared.includes(EVERY_QUEUE))
      throw new Error(`sending to ${queue} is not declared: the contract's access lacks "send:${queue}"`);
    return read(ACCESS_ENV.queueUrlPrefix) + queue;
  },
  /** The queues that hear of a fact. */
  listenersTo: (fact: string): string[] =>
    (process.env[ACCESS_ENV.listeners] ?? '')
      .split(' ')
      .map((listener) => listener.split('='))
      .filter(([, heard = '']) => heard === EVERY_FACT || heard.split(',').includes(fact))
      .map(([queue = '']) => queue),
  /** The folder of the bundle and of the files that its contract lists; Lambda says where. */
  bundle: () => read('LAMBDA_TASK_ROOT'),
  /** Local addresses (`host:port`) that the guard of outside calls lets through; set by the embedded cloud only. */
  outsideAllow: () => (process.env.OUTSIDE_ALLOW ?? '').split(',').filter(Boolean),
  /** Brevo’s API; another address is set by tests and the embedded cloud only. */
  brevoUrl: () => process.env.BREVO_URL ?? 'https://api.brevo.com/v3',
  /** Name servers (`address:port`) asked in place of the system's; set by tests and the embedded cloud only. */
  dnsServers: () => (process.env.DNS_SERVER ?? '').split(',').filter(Boolean),
  /** Lambda's own. */
  region: () => read('AWS_REGION'),
  /** Set by the embedded cloud only. */
  s3Endpoint: () => process.env.AWS_ENDPOINT_URL_S3,
  /** Where Stripe's API is in place of its own address; set by tests and the embedded cloud only. */
  stripeApiBase: () => process.env.STRIPE_API_BASE,
  /** Set by the embedded cloud only. */
  inboxUrl: () => process.env.INBOX_URL,
};
