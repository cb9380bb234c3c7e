import { Alarm, type AlarmProps, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface OperatorAlarmProps extends Omit<AlarmProps, 'alarmDescription' | 'evaluationPeriods'> {
  alarmName: string;
  /** Who is hit, and how. */
  impact: string;
  alarms: ITopic;
  evaluationPeriods?: number;
}

/** Tells whoever runs an installation that something asks for them. Unless said, once the metric reaches the threshold. */
export class OperatorAlarm extends Alarm {
  constructor(scope: Construct, id: string, { impact, alarms, ...props }: OperatorAlarmProps) {
    super(scope, id, {
      alarmDescription: impact,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
    });
    this.addAlarmAction(new SnsAction(alarms));
  }
}
