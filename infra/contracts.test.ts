import { beforeAll, describe, expect, it } from 'vitest';
import { variablesOf } from '../shared/function/access.ts';
import { DOORS, http, schedule } from '../shared/function/contract.ts';
import { everyAccess, sampled, summary } from './samples.ts';
import { createApp } from './synthesize.ts';
import { Synthesized, statements } from './synthesized.ts';

let cloud: Synthesized;
beforeAll(async () => {
  cloud = new Synthesized(await createApp(await sampled()));
});

describe('what a contract says becomes', () => {
  it('memory, timeout and description', () => {
    expect(cloud.function('do-nothing')[1].Properties).toMatchObject({
      MemorySize: 1024,
      Timeout: 29,
      Description: 'Un cas d’usage / A use case',
    });
  });

  it('rights, and the variables that go with them', () => {
    expect([...cloud.rights('do-everything').keys()].sort()).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:ConditionCheckItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'kms:GenerateMac',
      'kms:GetPublicKey',
      'kms:Sign',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:GetObject',
      's3:GetObjectRetention',
      's3:GetObjectVersion',
      's3:ListBucket',
      's3:PutObject',
      's3:PutObjectRetention',
      'ses:SendRawEmail',
      'sns:Publish',
      'sqs:SendMessage',
    ]);
    expect(Object.keys(cloud.function('do-everything')[1].Properties.Environment.Variables).sort()).toEqual([
      'API_URL',
      'ARCHIVE_BUCKET',
      'ARCHIVE_LOCK',
      'ARCHIVE_YEARS',
      'BADGE_KEY_ID',
      'CODES_KEY_ID',
      'DOCUMENTS_BUCKET',
      'IMPORTS_BUCKET',
      'MAILS_PER_SECOND',
      'MAIL_CONFIGURATION_SET',
      'MAIL_FROM',
      'MEDIA_BUCKET',
      'PUBLIC_URL',
      'QUEUES',
      'QUEUE_URL_PREFIX',
      'SEAL_KEY_ID',
      'SECRETS_KEY_ID',
      'SMS_SENDER_NAME',
      'TABLES_BUCKET',
      'TABLE_NAME',
      'TIMESTAMP_AUTHORITY_URL',
      'TIMESTAMP_ROOTS',
      'UPLOADS_BUCKET',
    ]);
  });

  it('nothing more: no right but to its own log, no variable but those of all', () => {
    expect([...cloud.rights('do-nothing').keys()]).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
    expect(Object.keys(cloud.function('do-nothing')[1].Properties.Environment.Variables)).toEqual([
      'PUBLIC_URL',
      'API_URL',
      'MAIL_FROM',
      'MAILS_PER_SECOND',
    ]);
  });

  it('reading without writing, and writing without reading', () => {
    expect([...cloud.rights('wake-parcels').keys()]).not.toContain('dynamodb:PutItem');
    const rights = cloud.rights('accept-parcel');
    expect(rights.get('s3:GetObject')).toContain('Uploads');
    expect(rights.get('s3:PutObject')).toContain('Documents');
    expect(rights.get('s3:PutObject')).not.toContain('Uploads');
  });

  it('SMS to phones, never a message to a topic', () => {
    expect(cloud.rights('do-everything').get('sns:Publish')).toBe('{"NotResource":"arn:*:sns:*:*:*"}');
  });

  it('the very variables that tests give', () => {
    const { PUBLIC_URL, API_URL, MAIL_FROM, MAILS_PER_SECOND, ...variables } =
      cloud.function('do-everything')[1].Properties.Environment.Variables;
    expect(Object.keys(variables).sort()).toEqual([...new Set(everyAccess.flatMap(variablesOf))].sort());
  });

  it('the queues it names and no other, or every queue for who sends to send:*', () => {
    const queuesOf = (name: string) => [
      cloud.function(name)[1].Properties.Environment.Variables.QUEUES,
      cloud
        .rights(name)
        .get('sqs:SendMessage')
        ?.match(/Guichet-[a-z-]+/g),
    ];
    expect(queuesOf('do-everything')).toEqual(['deliver-parcel', ['Guichet-deliver-parcel']]);
    expect(queuesOf('wake-parcels')[0]).toBe('*');
    expect(queuesOf('wake-parcels')[1]).toEqual(
      expect.arrayContaining(['Guichet-deliver-parcel', 'Guichet-record-mail-event']),
    );
  });

  it('the queues of all who hear what became of their mails, for who sends to send:mail-reports', () => {
    expect(cloud.function('record-mail-event')[1].Properties.Environment.Variables.QUEUES).toBe('follow-parcel-mail');
    const rights = cloud.rights('record-mail-event').get('sqs:SendMessage');
    expect(rights?.match(/Guichet-[a-z-]+/g)).toEqual(['Guichet-follow-parcel-mail']);
  });

  it('a route of payload format 2.0, open to its function alone', () => {
    const routes = cloud.ofType('AWS::ApiGatewayV2::Route');
    const doorOf = ({ Ref, ...imported }: { Ref?: string }) =>
      /(people|programs)/.exec(Ref ?? JSON.stringify(imported))?.[1];
    const at = (door: string) =>
      routes.flatMap(([, { Properties }]) => (doorOf(Properties.ApiId) === door ? [Properties.RouteKey] : [])).sort();
    expect(at('people')).toEqual([
      'GET /everywhere',
      'GET /nothing',
      'HEAD /everywhere',
      'HEAD /nothing',
      'POST /webhooks/carrier',
    ]);
    expect(at('programs')).toEqual(['GET /everywhere', 'HEAD /everywhere', 'POST /v1/everything/{id}']);
    for (const [, { Properties }] of routes) {
      const integration = cloud.resources[Properties.Target['Fn::Join'][1][1].Ref]?.Properties;
      expect(integration.PayloadFormatVersion).toBe('2.0');
      const permissions = cloud
        .ofType('AWS::Lambda::Permission')
        .filter(([, permission]) => isSame(permission.Properties.FunctionName, integration.IntegrationUri));
      const sources = permissions.map(([, permission]) => JSON.stringify(permission.Properties.SourceArn));
      const [method, path] = Properties.RouteKey.split(' ');
      // HEAD leads where GET does.
      const methods = method === 'POST' ? 1 : 2;
      expect(sources).toHaveLength(path === '/everywhere' ? methods * DOORS.length : methods);
      for (const source of sources) expect(source).toContain(path);
    }
  });

  it('a queue read in batches, visible again after six times the timeout, whose alarm says who is hit', () => {
    const [id] = cloud.function('deliver-parcel');
    const mapping = cloud
      .ofType('AWS::Lambda::EventSourceMapping')
      .find(([, { Properties }]) => Properties.FunctionName.Ref === id)?.[1].Properties;
    expect(mapping).toMatchObject({
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 3 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(cloud.queueFeeding(mapping).Properties.VisibilityTimeout).toBe(360);
    const impacts = cloud.ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties.AlarmDescription);
    expect(impacts).toContain('Des colis ne partent plus.');
  });

  it('a schedule that wakes its function', () => {
    const { Properties } = cloud.only('AWS::Scheduler::Schedule');
    expect(Properties.ScheduleExpression).toBe('rate(1 minute)');
    expect(Properties.Target.Arn).toEqual({ 'Fn::GetAtt': [cloud.function('wake-parcels')[0], 'Arn'] });
  });

  it('alarms of a schedule: five rounds without a call, or one that failed', () => {
    const [standsStill] = cloud.alarmsOf('Invocations');
    expect(standsStill).toMatchObject({
      AlarmDescription: 'Des colis dorment.',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 5,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
    const [fails] = cloud.alarmsOf('Errors');
    expect(fails).toMatchObject({
      AlarmDescription: 'Des colis dorment.',
      Statistic: 'Sum',
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  it.each([['cron(0 8 * * ? *)'], ['rate(2 days)']])('a refusal of %s, which no alarm can watch', async (every) => {
    const useCases = await sampled({ 'wake-late': schedule({ every, impact: '?', summary, access: [] }) });
    await expect(createApp(useCases)).rejects.toThrow(every);
  });

  it('a notification of each new object', () => {
    const { Properties } = cloud.only('Custom::S3BucketNotifications');
    expect(JSON.stringify(Properties.BucketName)).toContain('Uploads');
    expect(Properties.NotificationConfiguration.LambdaFunctionConfigurations).toEqual([
      {
        Events: ['s3:ObjectCreated:*'],
        LambdaFunctionArn: { 'Fn::GetAtt': [cloud.function('accept-parcel')[0], 'Arn'] },
      },
    ]);
    const setting = cloud
      .ofType('AWS::IAM::Role')
      .flatMap(([, role]) => statements(role))
      .filter(({ Action }) => [Action].flat().includes('s3:PutBucketNotification'));
    expect(setting).toHaveLength(1);
    expect(JSON.stringify(setting)).toContain('Uploads');
    expect(JSON.stringify(setting)).not.toMatch(/Documents|Archive/);
  });

  it('a dead letter and an alarm when a schedule or an upload failed for good', () => {
    const kept = cloud.ofType('AWS::Lambda::EventInvokeConfig');
    expect(kept.map(([, { Properties }]) => Properties.FunctionName.Ref).sort()).toEqual(
      [cloud.function('accept-parcel')[0], cloud.function('wake-parcels')[0]].sort(),
    );
    for (const name of ['accept-parcel', 'wake-parcels'])
      expect(cloud.rights(name).get('sqs:SendMessage')).toContain('Undone');
  });

  it('what SES tells, on the queue of record-mail-event', () => {
    const { Properties } = cloud.only('AWS::SNS::Subscription');
    expect(JSON.stringify(Properties.TopicArn)).toContain('MailEvents');
    expect(Properties.Endpoint['Fn::GetAtt'][0]).toContain('recordmailevent');
    expect(Properties.RawMessageDelivery).toBeUndefined();
  });

  it('a refusal, by name, when nobody consumes what it sends', async () => {
    const lost = http({ route: 'POST /v1/lost', auth: 'none', summary, access: ['send:nobody'], returns: {} });
    const useCases = await sampled({ 'send-away': lost });
    await expect(createApp(useCases)).rejects.toThrow(
      'parcels/send-away sends to "nobody", which no use case consumes',
    );
  });
});

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
