import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import * as z from 'zod';
import { LOCK_MODES } from '../../shared/function/access.ts';

const Days = z.coerce
  .number()
  .refine((days) => days in RetentionDays, 'must be a retention that CloudWatch Logs knows: 30, 90, 365…');

/** As OpenSSL prints them, or without colons. */
const Fingerprints = z
  .string()
  .default('')
  .transform((list) =>
    list
      .replaceAll(':', '')
      .toLowerCase()
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.string().regex(/^[0-9a-f]{64}$/, 'must be SHA-256 fingerprints of certificates, comma-separated')));
/** S3 locks for 36,500 days at most, and we lock 366 for a year. */
const LOCKABLE = 'S3 verrouille de 1 à 99 ans, en années entières / S3 locks for 1 to 99 whole years';

const Settings = z.object({
  /** Host name under which people reach the API; needs `certificateArn`. */
  domain: z.string().optional(),
  certificateArn: z.string().optional(),
  /** The default is for trying at home: no mail leaves from `.example`. */
  mailFrom: z.string().default('Guichet <no-reply@guichet.example>'),
  /** What SES takes of the account in a second ("Max send rate"): the default is what it gives who leaves its sandbox. */
  mailsPerSecond: z.coerce.number().int().min(1).default(14),
  /** Who is told of a failure that no retry will mend. */
  alarmEmail: z.email().optional(),
  /** What a phone shows as the sender: at most 11 letters or digits. */
  smsSender: z
    .string()
    .regex(/^[A-Za-z0-9]{1,11}$/)
    .default('Guichet'),
  /** RFC 3161. */
  timestampAuthority: z.url().default('http://timestamp.digicert.com'),
  /** Certificates to which a time-stamp may lead beside the roots that Node ships: for an authority of one's own. */
  timestampRoots: Fingerprints,
  logRetentionDays: Days.default(RetentionDays.THREE_MONTHS),
  /** Whether an administrator can be let to delete what is locked, or nobody can: docs/security.md. */
  archiveLock: z.enum(LOCK_MODES).default('governance'),
  /** How long what was signed and sealed is locked. */
  archiveYears: z.coerce.number(LOCKABLE).int(LOCKABLE).min(1, LOCKABLE).max(99, LOCKABLE).default(10),
});
export type Settings = z.infer<typeof Settings>;

/**
 * What an installation may choose, from the CDK context (`cdk.json` or `-c name=value`).
 * @throws Error naming the setting that does not hold.
 */
export function readSettings(scope: Construct): Settings {
  const given = Object.fromEntries(Object.keys(Settings.shape).map((name) => [name, scope.node.tryGetContext(name)]));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) throw new Error(`CDK context: ${z.prettifyError(parsed.error)}`);
  if (parsed.data.domain && !parsed.data.certificateArn) throw new Error('CDK context: domain needs certificateArn');
  return parsed.data;
}
