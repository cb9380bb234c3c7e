import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { beforeAll, describe, expect, it } from 'vitest';
import { DOORS } from '../shared/function/contract.ts';
import { sampled, withoutCode } from './samples.ts';
import { createApp } from './synthesize.ts';
import { Synthesized, statements } from './synthesized.ts';
import { findUseCases } from './use-cases.ts';

const count = (entries: object) => Object.keys(entries).length;
/** In bytes, as it stands in the template. */
const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe.each([
  ['samples', () => sampled()],
  ['real use cases', async () => withoutCode(await findUseCases())],
])('the cloud of the %s', (_, useCases) => {
  let cloud: Synthesized;
  beforeAll(async () => {
    cloud = new Synthesized(await createApp(await useCases()));
  });

  it('has no finding of cdk-nag without a reason', () => {
    const { violations } = new AwsSolutionsChecks(cloud.app).validateScope(cloud.app);
    const findings = violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName}: ${constructPath}`),
    );
    expect(findings).toEqual([]);
  });

  it('runs each function on arm64 and Node 24 under a role of its own, logging to a group that expires', () => {
    const roles = cloud.functions.map(([, { Properties }]) => Properties.Role['Fn::GetAtt'][0]);
    expect(roles.length).toBeGreaterThan(0);
    expect(new Set(roles).size).toBe(roles.length);
    for (const [, { Properties }] of cloud.functions) {
      expect(Properties).toMatchObject({ Architectures: ['arm64'], Runtime: 'nodejs24.x', Handler: 'index.handler' });
      expect(cloud.resources[Properties.LoggingConfig.LogGroup.Ref]?.Properties.RetentionInDays).toBe(90);
    }
  });

  it('gives no role a managed policy, an attached policy, an action with a wildcard or a Scan', () => {
    const roles = cloud.ofType('AWS::IAM::Role').map(([, role]) => role);
    const actions = roles.flatMap(statements).flatMap(({ Action }) => Action);
    expect(actions).toContain('logs:PutLogEvents');
    expect(actions.filter((action) => action.includes('*') || action === 'dynamodb:Scan')).toEqual([]);
    expect(roles.filter(({ Properties }) => Properties.ManagedPolicyArns)).toEqual([]);
    expect(cloud.ofType('AWS::IAM::Policy')).toEqual([]);
  });

  it('gives each consumed queue five tries, a dead-letter queue, and an alarm', () => {
    const watched = cloud
      .alarmsOf('ApproximateNumberOfMessagesVisible')
      .map(({ Dimensions }) => Dimensions[0].Value['Fn::GetAtt'][0]);
    for (const [, mapping] of cloud.ofType('AWS::Lambda::EventSourceMapping')) {
      const { RedrivePolicy } = cloud.queueFeeding(mapping.Properties).Properties;
      expect(RedrivePolicy.maxReceiveCount).toBe(5);
      expect(watched).toContain(RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0]);
    }
  });

  it('has each alarm reach somebody', () => {
    const [alarms] = cloud.ofType('AWS::SNS::Topic').find(([id]) => id.startsWith('Alarms')) ?? [];
    for (const [, { Properties }] of cloud.ofType('AWS::CloudWatch::Alarm')) {
      expect(JSON.stringify(Properties.AlarmActions), Properties.AlarmName).toContain(alarms);
      expect(Properties.AlarmDescription).toBeTruthy();
    }
  });

  it('raises an alarm when a schedule stands still, when it fails, and when the API fails', () => {
    const schedules = cloud
      .ofType('AWS::Scheduler::Schedule')
      .map(([, { Properties }]) => Properties.Target.Arn['Fn::GetAtt'][0]);
    expect(schedules.length).toBeGreaterThan(0);
    const watched = (metric: string) => cloud.alarmsOf(metric).map(({ Dimensions }) => Dimensions[0].Value.Ref);
    expect(watched('Invocations')).toEqual(schedules);
    expect(watched('Errors')).toEqual(schedules);
    expect(watched('5xx')).toEqual(cloud.ofType('AWS::ApiGatewayV2::Api').map(([id]) => id));
  });

  it('lets whoever counts callers write to the table', async () => {
    const counting = (await useCases()).filter(({ contract }) => 'limit' in contract && contract.limit);
    const readers = counting.filter(({ contract }) => !contract.access.includes('table:write'));
    expect(readers.map(({ name }) => name)).toEqual([]);
  });

  it('stays within what CloudFormation, IAM and Lambda take, with room to grow', () => {
    for (const stack of cloud.stacks) {
      const template = Template.fromStack(stack).toJSON();
      const { Resources, Outputs = {}, Parameters = {} } = template;
      expect(count(Resources), `resources of ${stack.stackName}, of 500`).toBeLessThanOrEqual(400);
      expect(count(Outputs), `outputs of ${stack.stackName}, of 200`).toBeLessThanOrEqual(160);
      expect(count(Parameters), `parameters of ${stack.stackName}, of 200`).toBeLessThanOrEqual(160);
      expect(size(template), `template of ${stack.stackName}, of 1,000,000 bytes`).toBeLessThanOrEqual(800_000);
    }
    for (const [, { Properties }] of cloud.functions) {
      const { FunctionName, Environment } = Properties;
      // As written in the template, which is longer than what it stands for.
      const bytes = size(Environment.Variables);
      expect(bytes, `variables of ${FunctionName}, of 4096 bytes`).toBeLessThanOrEqual(3584);
      expect(FunctionName.length, FunctionName).toBeLessThanOrEqual(64);
    }
    // Whoever may send to every queue names each of them: when it comes near, a pattern must do.
    for (const [id, { Properties }] of cloud.ofType('AWS::IAM::Role'))
      expect(size(Properties.Policies ?? []), `rights in ${id}, of 10,240 characters`).toBeLessThanOrEqual(8192);
  });

  it('opens each door to fewer routes than an HTTP API takes: AWS raises no limit of integrations', () => {
    const integrations = cloud.ofType('AWS::ApiGatewayV2::Integration').map(([, { Properties }]) => Properties.ApiId);
    const byDoor = Map.groupBy(integrations, (api) => JSON.stringify(api));
    // An area's stack imports them by a name that tells the door.
    for (const door of DOORS) {
      const own = [...byDoor].filter(([api]) => api.includes(door)).flatMap(([, all]) => all);
      expect(own.length, `integrations at the door of ${door}, of 300`).toBeLessThanOrEqual(270);
      expect(own.length).toBeGreaterThan(0);
    }
    expect(byDoor.size).toBe(DOORS.length);
  });

  it('deploys each area whatever becomes of the others', () => {
    const areas = cloud.stacks.filter(({ stackName }) => stackName.startsWith('Guichet-'));
    expect(areas.length).toBeGreaterThan(0);
    for (const { dependencies, stackName } of areas) {
      const names = dependencies.map((stack) => stack.stackName);
      expect(names, stackName).toContain('GuichetQueues');
      expect(names.filter((name) => name.startsWith('Guichet-'))).toEqual([]);
    }
  });

  it('lets the alarms of this account speak', () => {
    const policies = cloud.ofType('AWS::SNS::TopicPolicy').filter(([id]) => id.startsWith('Alarms'));
    expect(JSON.stringify(policies)).toContain('"Service":"cloudwatch.amazonaws.com"');
  });
});
