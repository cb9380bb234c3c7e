import type { CreateTableInput } from '@aws-sdk/client-dynamodb';
import type { S3CorsRule } from './engines/s3.ts';
import { lastOf, list, type Properties, type Template, under } from './template.ts';

export interface QueueSpec {
  name: string;
  arn: string;
  /** Seconds. */
  visibilityTimeout: number;
  /** Seconds. */
  retention: number;
  /** Seconds. */
  delay: number;
  redrive?: { deadLetterQueue: string; maxReceiveCount: number };
}
export interface TableSpec {
  create: CreateTableInput;
  timeToLive?: string;
}
export interface BucketSpec {
  name: string;
  versioned: boolean;
  objectLock: boolean;
  retention?: { mode: 'GOVERNANCE' | 'COMPLIANCE'; days: number };
  /** Actions that the bucket's policy denies to every principal, whatever the circumstances. */
  denied: string[];
  cors?: S3CorsRule[];
}
export interface KeySpec {
  id: string;
  /** A KeySpec of KMS: `ECC_NIST_P256`, `SYMMETRIC_DEFAULT`, `HMAC_256`… */
  spec: string;
}
/** What SES tells of an email: configuration set -> topic -> queue. */
export interface MailEvents {
  configurationSet: string;
  /** In lower case: `send`, `delivery`, `bounce`… */
  events: string[];
  topicArn: string;
  queue: string;
}

/** Tables, as CreateTable takes them. */
export function tablesOf(template: Template): TableSpec[] {
  return template.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((resource) => {
    const properties = template.propertiesOf(resource);
    const indexes = list(properties.GlobalSecondaryIndexes).map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    }));
    return {
      create: {
        TableName: template.nameOf(resource),
        KeySchema: properties.KeySchema,
        AttributeDefinitions: properties.AttributeDefinitions,
        ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
        BillingMode: 'PAY_PER_REQUEST',
      } as CreateTableInput,
      ...timeToLive(under(properties.TimeToLiveSpecification)),
    };
  });
}

const timeToLive = ({ Enabled, AttributeName }: Properties) => (Enabled ? { timeToLive: String(AttributeName) } : {});

export function queuesOf(template: Template): QueueSpec[] {
  return template.ofType('AWS::SQS::Queue').map((resource) => {
    const properties = template.propertiesOf(resource);
    const redrive = properties.RedrivePolicy as Properties | undefined;
    return {
      name: template.nameOf(resource),
      arn: template.attributeOf(resource, 'Arn'),
      visibilityTimeout: Number(properties.VisibilityTimeout ?? 30),
      retention: Number(properties.MessageRetentionPeriod ?? 345_600),
      delay: Number(properties.DelaySeconds ?? 0),
      ...(redrive && {
        redrive: {
          deadLetterQueue: lastOf(redrive.deadLetterTargetArn),
          maxReceiveCount: Number(redrive.maxReceiveCount),
        },
      }),
    };
  });
}

export function bucketsOf(template: Template): BucketSpec[] {
  return template.ofType('AWS::S3::Bucket').map((resource) => {
    const properties = template.propertiesOf(resource);
    const rule = under(under(properties.ObjectLockConfiguration).Rule);
    const { Mode, Days, Years } = under(rule.DefaultRetention);
    return {
      name: template.nameOf(resource),
      versioned: under(properties.VersioningConfiguration).Status === 'Enabled',
      objectLock: properties.ObjectLockEnabled === true,
      denied: deniedBy(template, template.nameOf(resource)),
      ...(Mode !== undefined && {
        retention: { mode: Mode as 'GOVERNANCE' | 'COMPLIANCE', days: Number(Days ?? Number(Years) * 365) },
      }),
      ...(properties.CorsConfiguration !== undefined && { cors: corsOf(under(properties.CorsConfiguration)) }),
    };
  });
}

const deniedBy = (template: Template, bucket: string): string[] =>
  template
    .ofType('AWS::S3::BucketPolicy')
    .map((resource) => template.propertiesOf(resource))
    .filter(({ Bucket }) => Bucket === bucket)
    .flatMap(({ PolicyDocument }) => list(under(PolicyDocument).Statement))
    .filter(({ Effect, Principal, Condition }) => Effect === 'Deny' && under(Principal).AWS === '*' && !Condition)
    .flatMap(({ Action }) => [Action].flat().map(String));

const corsOf = ({ CorsRules }: Properties): S3CorsRule[] =>
  list(CorsRules).map(({ AllowedOrigins, AllowedMethods, AllowedHeaders, ExposedHeaders, MaxAge }) => ({
    allowedOrigins: AllowedOrigins as string[],
    allowedMethods: AllowedMethods as string[],
    ...(AllowedHeaders !== undefined && { allowedHeaders: AllowedHeaders as string[] }),
    ...(ExposedHeaders !== undefined && { exposedHeaders: ExposedHeaders as string[] }),
    ...(MaxAge !== undefined && { maxAge: Number(MaxAge) }),
  }));

export function keysOf(template: Template): KeySpec[] {
  return template.ofType('AWS::KMS::Key').map((resource) => ({
    id: template.nameOf(resource),
    spec: String(template.propertiesOf(resource).KeySpec ?? 'SYMMETRIC_DEFAULT'),
  }));
}

/** Each configuration set that tells its events to a topic a queue subscribes to. */
export function mailEventsOf(template: Template): MailEvents[] {
  const subscriptions = template
    .ofType('AWS::SNS::Subscription')
    .map((resource) => template.propertiesOf(resource))
    .filter(({ Protocol }) => Protocol === 'sqs');
  return template.ofType('AWS::SES::ConfigurationSetEventDestination').flatMap((resource) => {
    const { ConfigurationSetName, EventDestination } = template.propertiesOf(resource);
    const destination = under(EventDestination);
    const topicArn = under(destination.SnsDestination).TopicARN;
    return subscriptions
      .filter(({ TopicArn }) => TopicArn === topicArn)
      .map(({ Endpoint }) => ({
        configurationSet: String(ConfigurationSetName),
        events: (destination.MatchingEventTypes as string[]).map((event) => event.toLowerCase()),
        topicArn: String(topicArn),
        queue: lastOf(Endpoint),
      }));
  });
}
