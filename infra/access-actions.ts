import type { Access } from '../shared/function/access.ts';

type Sending = `send:${string}`;
export type StateAccess = Exclude<Access, Sending>;

const READ_ROWS = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
// A transaction asks for the rights of its writes, one by one: there is no right to the transaction itself.
const WRITE_ROWS = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:BatchWriteItem',
];
const READ_OBJECTS = ['s3:GetObject', 's3:GetObjectVersion'];
const WRITE_OBJECTS = ['s3:PutObject'];

const ACTIONS: Readonly<Record<StateAccess, readonly string[]>> = {
  'table:read': READ_ROWS,
  'table:write': [...READ_ROWS, ...WRITE_ROWS],
  'uploads:read': READ_OBJECTS,
  'uploads:write': WRITE_OBJECTS,
  'tables:read': READ_OBJECTS,
  'tables:write': WRITE_OBJECTS,
  'imports:read': READ_OBJECTS,
  'imports:write': WRITE_OBJECTS,
  'documents:read': READ_OBJECTS,
  'documents:write': WRITE_OBJECTS,
  'documents:lock': ['s3:GetObjectRetention', 's3:PutObjectRetention'],
  'media:read': READ_OBJECTS,
  'media:write': WRITE_OBJECTS,
  'archive:read': READ_OBJECTS,
  'archive:write': WRITE_OBJECTS,
  'mail:send': ['ses:SendRawEmail'],
  'sms:send': ['sns:Publish'],
  'seal:sign': ['kms:Sign', 'kms:GetPublicKey'],
  'badges:sign': ['kms:Sign', 'kms:GetPublicKey'],
  'secrets:encrypt': ['kms:GenerateDataKey'],
  'secrets:decrypt': ['kms:Decrypt'],
  'codes:mac': ['kms:GenerateMac'],
  'timestamps:ask': [],
};

export const isSending = (word: Access): word is Sending => word.startsWith('send:');

/**
 * The IAM actions that an access word allows on what it names: for the roles of the template, and for the tests, which
 * hold every call of a handler against them.
 */
export const actionsOf = (word: Access): string[] => (isSending(word) ? ['sqs:SendMessage'] : [...ACTIONS[word]]);
