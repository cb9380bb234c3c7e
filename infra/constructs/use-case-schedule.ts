import { Duration, Stack } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ScheduleContract } from '../../shared/function/contract.ts';
import { inAll } from '../../shared/text.ts';
import { OperatorAlarm } from './operator-alarm.ts';

/** Rounds missed in a row before somebody is told. */
const MISSED = 5;

/** Wakes a function at the contract's pace. */
export class UseCaseSchedule extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { contract: ScheduleContract; target: LambdaFunction; deadLetters: Queue; alarms: ITopic },
  ) {
    super(scope, id);
    const { contract, target, deadLetters, alarms } = props;
    const { impact } = contract;
    const round = roundOf(contract.every);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      inlinePolicies: {
        target: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }),
            new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
          ],
        }),
      },
    });
    new CfnSchedule(this, 'Schedule', {
      description: inAll(contract.summary),
      scheduleExpression: contract.every,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.functionArn,
        roleArn: role.roleArn,
        // The next round finds the same work: an hour late is as good as never.
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 3 },
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    });
    new OperatorAlarm(this, 'NotRun', {
      alarmName: `${target.functionName}-not-run`,
      impact,
      alarms,
      metric: target.metricInvocations({ period: round, statistic: 'Sum' }),
      threshold: 1,
      evaluationPeriods: MISSED,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      // A function that nothing calls tells no number at all.
      treatMissingData: TreatMissingData.BREACHING,
    });
    new OperatorAlarm(this, 'Failed', {
      alarmName: `${target.functionName}-failed`,
      impact,
      alarms,
      metric: target.metricErrors({ period: round, statistic: 'Sum' }),
      threshold: 1,
    });
  }
}

/** @throws Error for what no alarm can watch: CloudWatch counts within a day at most, and knows no calendar. */
function roundOf(every: string): Duration {
  const [, number, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(every) ?? [];
  const minutes = Number(number) * { minute: 1, hour: 60, day: 24 * 60 }[unit as 'minute' | 'hour' | 'day'];
  if (!(minutes <= 24 * 60))
    throw new Error(`every: '${every}' is not a rate of a day at most, which an alarm can watch`);
  return Duration.minutes(minutes);
}
