import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  apiResources,
  arnOf,
  functionResource,
  queueResources,
  TABLE,
  UPLOADS,
  writeAssembly,
} from './fixtures/assembly.ts';
import { bucketsOf, keysOf, queuesOf, tablesOf } from './stores.ts';
import { readTemplate } from './template.ts';
import { functionsOf, mappingsOf, notificationsOf, routesOf, schedulesOf } from './wiring.ts';

const place = { apiUrl: 'http://localhost:4000', queueUrl: (name: string) => `http://queues/${name}` };

function templateOf(resources: Parameters<typeof writeAssembly>[0], conditions = {}) {
  const template = readTemplate(writeAssembly(resources, {}, { conditions }));
  template.locate(place);
  return template;
}

test('a function gets its environment from both stacks', () => {
  const [found] = functionsOf(
    templateOf({
      ...queueResources('seal-document'),
      ...apiResources({}),
      greet: functionResource('greet', {
        Timeout: 7,
        MemorySize: 256,
        Environment: {
          Variables: {
            TABLE_NAME: TABLE,
            QUEUE_SEAL_DOCUMENT: { Ref: 'seal-documentQueue' },
            PUBLIC_URL: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] },
            JOINED: {
              'Fn::Join': ['/', [{ Ref: 'AWS::Region' }, { 'Fn::Select': [1, { 'Fn::Split': [',', 'a,b'] }] }]],
            },
            // biome-ignore lint/suspicious/noTemplateCurlyInString: it is CloudFormation's.
            SUBSTITUTED: { 'Fn::Sub': ['${AWS::AccountId} ${Api.ApiEndpoint} ${own} ${!literal}', { own: TABLE }] },
          },
        },
      }),
    }),
  );
  expect(found).toMatchObject({ useCase: 'greet', timeout: 7, memory: 256, handler: 'index.handler' });
  expect(found?.environment).toEqual({
    TABLE_NAME: 'GuichetState-Table',
    QUEUE_SEAL_DOCUMENT: 'http://queues/Guichet-seal-document',
    PUBLIC_URL: 'http://localhost:4000',
    JOINED: 'eu-west-3/b',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what Fn::Sub leaves alone.
    SUBSTITUTED: '000000000000 http://localhost:4000 GuichetState-Table ${literal}',
  });
});

test('conditions choose between values and drop resources', () => {
  const template = templateOf(
    {
      greet: functionResource('greet', {
        Environment: {
          Variables: {
            A: { 'Fn::If': ['Local', 'yes', 'no'] },
            B: { 'Fn::If': ['Never', 1, { Ref: 'AWS::NoValue' }] },
          },
        },
      }),
      dropped: { ...functionResource('dropped'), Condition: 'Never' },
    },
    {
      Local: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-3'] },
      Never: { 'Fn::Or': [{ 'Fn::Not': [{ Condition: 'Local' }] }, { 'Fn::Equals': [1, 2] }] },
    },
  );
  expect(functionsOf(template)).toMatchObject([{ useCase: 'greet', environment: { A: 'yes' } }]);
  expect(functionsOf(template)[0]?.environment).not.toHaveProperty('B');
});

test('everything a function waits for is found', () => {
  const template = templateOf({
    ...queueResources('greet'),
    ...apiResources({ 'GET /hello/{name}': 'greet' }),
    greet: functionResource('greet'),
    Schedule: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: { ScheduleExpression: 'rate(1 minute)', Target: { Arn: arnOf('greet'), Input: '{"a":1}' } },
    },
    Notifications: {
      Type: 'Custom::S3BucketNotifications',
      Properties: {
        BucketName: UPLOADS,
        NotificationConfiguration: {
          LambdaFunctionConfigurations: [
            {
              Events: ['s3:ObjectCreated:*'],
              LambdaFunctionArn: arnOf('greet'),
              Filter: { Key: { FilterRules: [{ Name: 'suffix', Value: '.pdf' }] } },
            },
          ],
        },
      },
    },
  });
  const name = 'Guichet-greet';
  expect(routesOf(template)).toEqual([{ key: 'GET /hello/{name}', function: name }]);
  expect(mappingsOf(template)).toEqual([
    {
      queue: name,
      queueArn: 'arn:aws:sqs:eu-west-3:000000000000:Guichet-greet',
      function: name,
      batchSize: 10,
      concurrency: 2,
      reportsFailures: true,
    },
  ]);
  expect(schedulesOf(template)).toMatchObject([{ expression: 'rate(1 minute)', function: name, input: '{"a":1}' }]);
  expect(notificationsOf(template)).toEqual([
    { bucket: 'guichetstate-uploads', events: ['s3:ObjectCreated:*'], prefix: '', suffix: '.pdf', function: name },
  ]);
});

test('stores keep the settings that the engines must follow', () => {
  const template = templateOf(queueResources('greet', { VisibilityTimeout: 90 }));
  expect(queuesOf(template)).toContainEqual({
    name: 'Guichet-greet',
    arn: 'arn:aws:sqs:eu-west-3:000000000000:Guichet-greet',
    visibilityTimeout: 90,
    retention: 345_600,
    delay: 0,
    redrive: { deadLetterQueue: 'Guichet-greet-dead', maxReceiveCount: 2 },
  });
  expect(bucketsOf(template)).toEqual([
    {
      name: 'guichetstate-uploads',
      versioned: false,
      objectLock: false,
      denied: [],
      cors: [{ allowedOrigins: ['*'], allowedMethods: ['PUT'], maxAge: 3600 }],
    },
    {
      name: 'guichetstate-archive',
      versioned: true,
      objectLock: true,
      retention: { mode: 'GOVERNANCE', days: 30 },
      denied: ['s3:BypassGovernanceRetention'],
    },
  ]);
  expect(tablesOf(template)).toMatchObject([{ create: { TableName: 'GuichetState-Table' }, timeToLive: 'expiresAt' }]);
  expect(keysOf(template)).toMatchObject([{ spec: 'ECC_NIST_P256' }]);
  // The same at every start: what was encrypted yesterday must be read today.
  expect(keysOf(template)).toEqual(keysOf(templateOf({})));
});

test('a stack that the last synthesis no longer knows is not there', () => {
  const folder = writeAssembly({ greet: functionResource('greet') }, {});
  const Resources = { old: functionResource('old') };
  writeFileSync(join(folder, 'GuichetOld.template.json'), JSON.stringify({ Resources }));
  expect(functionsOf(readTemplate(folder)).map(({ useCase }) => useCase)).toEqual(['greet']);
});

test('what cannot be resolved is named', () => {
  const broken = (value: unknown) => () =>
    functionsOf(templateOf({ greet: functionResource('greet', { Environment: { Variables: { A: value } } }) }));
  expect(broken({ Ref: 'Nobody' })).toThrow('Nobody');
  expect(broken({ 'Fn::ImportValue': 'nothing' })).toThrow('nothing');
  expect(broken({ 'Fn::Cidr': [] })).toThrow('Fn::Cidr');
  expect(broken({ 'Fn::GetAtt': ['greet', 'Mystery'] })).toThrow('Mystery');
});
