import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, inject } from 'vitest';
import { startSqs } from '../infra/local/engines/sqs.ts';
import { ACCESS_ENV } from '../shared/function/access.ts';
import { guardCalls } from './contract-calls.ts';
import { guarded, knowMailReports } from './contract-environment.ts';

/**
 * The environment of one test file: a table and queues of its own, so that what is due or sent in one file is never
 * seen in another; the other engines are shared, and told apart by the tenant.
 */
const { environment, table, queues, mailReports } = inject('cloud');
Object.assign(process.env, environment);
process.env = guarded(process.env);
guardCalls();
knowMailReports(mailReports);

const TableName = `test-${randomUUID()}`;
const database = new DynamoDBClient();
await database.send(new CreateTableCommand({ ...table, TableName }));
database.destroy();

const sqs = await startSqs({ queues });
afterAll(() => sqs.close());

process.env[ACCESS_ENV.table] = TableName;
process.env.AWS_ENDPOINT_URL_SQS = sqs.url;
process.env[ACCESS_ENV.queueUrlPrefix] = sqs.queueUrl('Guichet-undone').replace(/undone$/, '');
