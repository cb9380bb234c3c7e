/**
 * What a use case may touch, in words. `infra/access.ts` turns each word into IAM statements and into the
 * environment variable named here; `shared/config.ts` reads that variable. Nothing else names it.
 */
export const BUCKETS = ['uploads', 'tables', 'imports', 'documents', 'media', 'archive'] as const;
export type BucketName = (typeof BUCKETS)[number];

export const ACCESS_ENV = {
  table: 'TABLE_NAME',
  uploads: 'UPLOADS_BUCKET',
  /** Tables that accounts bring and take away: kept for days. */
  tables: 'TABLES_BUCKET',
  /** What goes into campaigns of certificates: tables, their rows once read, pictures: kept for days. */
  imports: 'IMPORTS_BUCKET',
  documents: 'DOCUMENTS_BUCKET',
  /** Pictures and documents of what is sold, as their seller sent them. */
  media: 'MEDIA_BUCKET',
  archive: 'ARCHIVE_BUCKET',
  mail: 'MAIL_CONFIGURATION_SET',
  sms: 'SMS_SENDER_NAME',
  seal: 'SEAL_KEY_ID',
  badges: 'BADGE_KEY_ID',
  secrets: 'SECRETS_KEY_ID',
  codes: 'CODES_KEY_ID',
  /** How long the archive refuses to delete a version, for who writes to it or locks what is kept as long. */
  archiveYears: 'ARCHIVE_YEARS',
  /** Whether somebody may lift its locks: `governance` or `compliance`. */
  archiveLock: 'ARCHIVE_LOCK',
  timestamps: 'TIMESTAMP_AUTHORITY_URL',
  /** Certificates that make an authority known which Node does not know, for who asks it. */
  timestampRoots: 'TIMESTAMP_ROOTS',
  /** The queues that the contract names, comma-separated, or `*`. */
  queues: 'QUEUES',
  /** A queue's URL is this and the name of its use case: a variable for each would not fit in Lambda's 4 KB. */
  queueUrlPrefix: 'QUEUE_URL_PREFIX',
  /** Who hears of which facts: `queue=fact,fact other-queue=*`. */
  listeners: 'LISTENERS',
} as const;

/** Modes of S3's Object Lock: whether somebody with a right of its own may lift it, or nobody at all. */
export const LOCK_MODES = ['governance', 'compliance'] as const;
export type LockMode = (typeof LOCK_MODES)[number];

export const EVERY_QUEUE = '*';
/** Stands for the queues of all who hear what became of their mails (`shared/mails/mail-report.ts`). */
export const MAIL_REPORTS = 'mail-reports';
export const EVERY_FACT = '*';
/** Instead of a use case: all that hear of facts. */
export const LISTENERS = 'listeners';

/** The variables that go with an access word. */
export function variablesOf(word: Access): string[] {
  if (word === `send:${LISTENERS}`) return [ACCESS_ENV.queues, ACCESS_ENV.queueUrlPrefix, ACCESS_ENV.listeners];
  if (word.startsWith('send:')) return [ACCESS_ENV.queues, ACCESS_ENV.queueUrlPrefix];
  const variable = ACCESS_ENV[word.split(':')[0] as keyof typeof ACCESS_ENV];
  if (word === 'archive:write' || word === 'documents:lock')
    return [variable, ACCESS_ENV.archiveYears, ACCESS_ENV.archiveLock];
  return word === 'timestamps:ask' ? [variable, ACCESS_ENV.timestampRoots] : [variable];
}

/** Variables that every function gets. */
export const COMMON_ENV = {
  publicUrl: 'PUBLIC_URL',
  apiUrl: 'API_URL',
  mailFrom: 'MAIL_FROM',
  mailsPerSecond: 'MAILS_PER_SECOND',
} as const;

export type Access =
  | 'table:read'
  | 'table:write'
  | `${BucketName}:read`
  | `${BucketName}:write`
  /** s3:PutObjectRetention: a version is kept as long as the archive keeps what is sealed. */
  | 'documents:lock'
  /** SES SendRawEmail. */
  | 'mail:send'
  /** SNS Publish to a phone number. */
  | 'sms:send'
  /** kms:Sign and kms:GetPublicKey with the sealing key. */
  | 'seal:sign'
  /** kms:Sign and kms:GetPublicKey with the key of badges and of the lists that revoke them. */
  | 'badges:sign'
  | 'secrets:encrypt'
  | 'secrets:decrypt'
  /** kms:GenerateMac over codes received by SMS. */
  | 'codes:mac'
  /** The RFC 3161 authority. */
  | 'timestamps:ask'
  /**
   * Sending to the queue of a use case; `send:*` is every queue, `send:mail-reports` those of who hears of its mails,
   * `send:listeners` those that hear of facts.
   */
  | `send:${string}`;
