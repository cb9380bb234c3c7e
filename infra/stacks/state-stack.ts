import { Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { BucketName } from '../../shared/function/access.ts';
import { DUES, LISTS } from '../../shared/table/indexes.ts';
import { ROLES } from '../names.ts';
import { readSettings } from './settings.ts';

const NO_MAIL_LEAVES =
  "Aucun e-mail ne partira : donnez une adresse dont le domaine est vérifié dans SES, -c mailFrom='Nom <guichet@votre-domaine.fr>'. / No mail will leave: give an address whose domain is verified in SES, -c mailFrom='Name <counter@your-domain>'.";

/** How long the tables that accounts bring are kept. */
const TABLE_DAYS = 7;
/** How long what goes into a campaign is: somebody corrects rows meanwhile. */
const IMPORT_DAYS = 30;

/** What must outlive any deployment: rows, documents, keys. Deleting this stack deletes none of them. */
export class StateStack extends Stack {
  readonly table: Table;
  readonly buckets: Record<BucketName, Bucket>;
  readonly keys: Record<'seal' | 'badges' | 'secrets' | 'codes', Key>;
  readonly configurationSet: ConfigurationSet;
  /** What SES tells of each mail: sent, delivered, bounced, complained of, refused. */
  readonly mailEvents: Topic;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    this.table = this.#table();
    this.buckets = this.#buckets();
    this.keys = this.#keys();
    this.mailEvents = new Topic(this, 'MailEvents', { enforceSSL: true });
    this.configurationSet = this.#configurationSet();
  }

  #table(): Table {
    const string = (name: string) => ({ name, type: AttributeType.STRING });
    const table = new Table(this, 'Table', {
      partitionKey: string('pk'),
      sortKey: string('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const indexName of LISTS)
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: string(`${indexName}Pk`),
        sortKey: string(`${indexName}Sk`),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    for (const indexName of DUES)
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: string(`${indexName}Pk`),
        sortKey: string(`${indexName}Sk`),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [indexName],
      });
    return table;
  }

  #buckets(): Record<BucketName, Bucket> {
    const { domain, archiveYears, archiveLock } = readSettings(this);
    const allowing = (method: HttpMethods) => [
      {
        allowedMethods: [method],
        // A presigned link is the right to use it; the origin adds nothing where the domain is not known yet.
        allowedOrigins: [domain ? `https://${domain}` : '*'],
        allowedHeaders: ['*'],
        maxAge: Duration.hours(1).toSeconds(),
      },
    ];
    const closed = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    };
    const passing = (days: number) => ({
      ...closed,
      versioned: true,
      lifecycleRules: [
        {
          expiration: Duration.days(days),
          noncurrentVersionExpiration: Duration.days(days),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        // What is left of a key once all its versions are gone. S3 refuses it in a rule that has days.
        { expiredObjectDeleteMarker: true },
      ],
    });
    const buckets = {
      uploads: new Bucket(this, 'Uploads', { ...passing(1), cors: allowing(HttpMethods.PUT) }),
      // As long as somebody may take to say what the columns of a table are.
      tables: new Bucket(this, 'Tables', { ...passing(TABLE_DAYS), cors: allowing(HttpMethods.PUT) }),
      imports: new Bucket(this, 'Imports', { ...passing(IMPORT_DAYS), cors: allowing(HttpMethods.PUT) }),
      documents: new Bucket(this, 'Documents', {
        ...closed,
        versioned: true,
        cors: allowing(HttpMethods.GET),
        // Version by version, when somebody signs it: most are never signed.
        objectLockEnabled: true,
      }),
      // Versions stay: what was bought is delivered as it was bought.
      media: new Bucket(this, 'Media', {
        ...closed,
        versioned: true,
        cors: allowing(HttpMethods.PUT),
      }),
      archive: new Bucket(this, 'Archive', {
        ...closed,
        versioned: true,
        cors: allowing(HttpMethods.GET),
        // Leap years counted in: never shorter than promised.
        objectLockDefaultRetention: ObjectLockRetention[archiveLock](Duration.days(archiveYears * 366)),
      }),
    };
    for (const bucket of [buckets.documents, buckets.archive]) this.#holdLocks(bucket);
    for (const bucket of Object.values(buckets))
      Validations.of(bucket).acknowledge({
        id: 'AwsSolutions-S1',
        reason: 'Who read which document stands in the proof ledger; access logs would keep presigned links instead.',
      });
    return buckets;
  }

  /** Whoever may do everything in the account may not do this without changing the policy first, which is seen. */
  #holdLocks(bucket: Bucket): void {
    const deny = (actions: string[], conditions: PolicyStatement['conditions'] = {}) =>
      bucket.addToResourcePolicy(
        new PolicyStatement({
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions,
          resources: [bucket.bucketArn, bucket.arnForObjects('*')],
          conditions,
        }),
      );
    deny(['s3:BypassGovernanceRetention']);
    deny(
      ['s3:DeleteObjectVersion', 's3:PutBucketObjectLockConfiguration', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
      {
        ArnLike: { 'aws:PrincipalArn': this.#rolesUnder(ROLES.ours) },
      },
    );
  }

  #rolesUnder = (path: string) => this.formatArn({ service: 'iam', region: '', resource: `role${path}*` });

  #keys(): StateStack['keys'] {
    const keys = this.#newKeys();
    const only = (key: Key, path: string, actions: string[]) =>
      key.addToResourcePolicy(
        new PolicyStatement({
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions,
          resources: ['*'],
          conditions: { ArnNotLike: { 'aws:PrincipalArn': this.#rolesUnder(path) } },
        }),
      );
    only(keys.seal, ROLES.sealing, ['kms:Sign']);
    only(keys.badges, ROLES.sealing, ['kms:Sign']);
    only(keys.secrets, ROLES.ours, ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*']);
    only(keys.codes, ROLES.ours, ['kms:GenerateMac', 'kms:VerifyMac']);
    return keys;
  }

  #newKeys(): StateStack['keys'] {
    return {
      seal: new Key(this, 'SealKey', {
        description: 'Seals documents (PAdES)',
        keySpec: KeySpec.ECC_NIST_P256,
        keyUsage: KeyUsage.SIGN_VERIFY,
      }),
      badges: new Key(this, 'BadgeKey', {
        description: 'Signs badges and the lists that revoke them (ES256)',
        keySpec: KeySpec.ECC_NIST_P256,
        keyUsage: KeyUsage.SIGN_VERIFY,
      }),
      secrets: new Key(this, 'SecretsKey', {
        description: "Encrypts tenants' secrets: SMTP passwords, provider keys",
        enableKeyRotation: true,
      }),
      codes: new Key(this, 'CodesKey', {
        description: 'MACs of the codes sent by SMS',
        keySpec: KeySpec.HMAC_256,
        keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      }),
    };
  }

  #configurationSet(): ConfigurationSet {
    if (/\.example>?$/.test(readSettings(this).mailFrom))
      Validations.of(this).addWarning('NoMailLeaves', NO_MAIL_LEAVES);
    // SES's list is the account's: what one tenant's mail met would stop another's. Ours is per tenant.
    const configurationSet = new ConfigurationSet(this, 'Mail', { disableSuppressionList: true });
    configurationSet.addEventDestination('Events', {
      destination: EventDestination.snsTopic(this.mailEvents),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    return configurationSet;
  }
}
