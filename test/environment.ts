import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, inject } from 'vitest';
import { ACCESS_ENV } from '../shared/function/access.ts';
import { knowMailReports } from './contract-environment.ts';
import { beginWith, startQueues } from './process-environment.ts';

/**
 * The environment of one test file: a table and queues of its own, so that what is due or sent in one file is never
 * seen in another, though they share a process; the other engines are shared, and told apart by the tenant.
 */
const { environment, table, queues, mailReports } = inject('cloud');
beginWith(environment);
knowMailReports(mailReports);

const TableName = `test-${randomUUID()}`;
const database = new DynamoDBClient();
await database.send(new CreateTableCommand({ ...table, TableName }));
database.destroy();

const sqs = await startQueues(queues);
afterAll(() => sqs.close());

process.env[ACCESS_ENV.table] = TableName;
process.env.AWS_ENDPOINT_URL_SQS = sqs.url;
process.env[ACCESS_ENV.queueUrlPrefix] = sqs.queueUrl('Guichet-undone').replace(/undone$/, '');
