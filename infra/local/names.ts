import { createHash } from 'node:crypto';
import type { Resource } from './template.ts';

export const REGION = 'eu-west-3';
export const ACCOUNT = '000000000000';

/** What only the running cloud knows. */
export interface Place {
  apiUrl: string;
  queueUrl(name: string): string;
}

const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const ARNS: Record<string, (name: string) => string> = {
  'AWS::DynamoDB::Table': (name) => arn('dynamodb', `table/${name}`),
  'AWS::DynamoDB::GlobalTable': (name) => arn('dynamodb', `table/${name}`),
  'AWS::SQS::Queue': (name) => arn('sqs', name),
  'AWS::SNS::Topic': (name) => arn('sns', name),
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name}`,
  'AWS::Lambda::Function': (name) => arn('lambda', `function:${name}`),
  'AWS::KMS::Key': (name) => arn('kms', `key/${name}`),
  'AWS::IAM::Role': (name) => `arn:aws:iam::${ACCOUNT}:role/${name}`,
};

/** The property that names a resource, where a template may give one. */
const NAMED_BY: Record<string, string> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::KMS::Alias': 'AliasName',
};

/** A resource's physical name: its own, or one made of its stack and logical id, the same at every start. */
export function nameOf(resource: Resource, properties: Record<string, unknown>): string {
  const given = properties[NAMED_BY[resource.type] ?? ''];
  if (typeof given === 'string') return given;
  if (resource.type === 'AWS::KMS::Key') return keyId(`${resource.stack}/${resource.id}`);
  const made = `${resource.stack}-${resource.id}`;
  return resource.type === 'AWS::S3::Bucket' ? made.toLowerCase().slice(0, 63) : made;
}

/** What `Ref` gives. */
export function referenceOf(resource: Resource, name: string, place: Place): string {
  if (resource.type === 'AWS::SQS::Queue') return place.queueUrl(name);
  if (resource.type === 'AWS::SNS::Topic') return arn('sns', name);
  return name;
}

/** What `Fn::GetAtt` gives. Throws on an attribute that the embedded cloud does not know. */
export function attributeOf(resource: Resource, name: string, attribute: string, place: Place): string {
  const arnOf = ARNS[resource.type];
  if (arnOf && (attribute === 'Arn' || attribute === 'TopicArn')) return arnOf(name);
  if (['QueueName', 'TopicName', 'KeyId', 'ApiId'].includes(attribute)) return name;
  if (attribute === 'QueueUrl') return place.queueUrl(name);
  if (attribute === 'ApiEndpoint') return place.apiUrl;
  if (resource.type === 'AWS::S3::Bucket' && attribute === 'DomainName') return `${name}.s3.amazonaws.com`;
  if (resource.type === 'AWS::S3::Bucket' && attribute === 'RegionalDomainName') {
    return `${name}.s3.${REGION}.amazonaws.com`;
  }
  throw new Error(`the embedded cloud does not know ${attribute} of ${resource.type} (${resource.id})`);
}

const keyId = (seed: string) =>
  createHash('sha256')
    .update(seed)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
