import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { DomainName, HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { OperatorAlarm } from '../constructs/operator-alarm.ts';
import { NAME } from '../names.ts';
import { readSettings } from './settings.ts';

// The route, never the path: a path may hold somebody's capability link.
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  address: '$context.identity.sourceIp',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
};

export interface HttpStackProps extends StackProps {
  alarms: ITopic;
}

/** The one HTTP API, where people and machines come in; each area's stack adds its own routes to it. */
export class HttpStack extends Stack {
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { alarms, ...props }: HttpStackProps) {
    super(scope, id, props);
    const { domain, certificateArn, logRetentionDays } = readSettings(this);
    this.api = new HttpApi(this, 'Api', {
      apiName: NAME,
      createDefaultStage: false,
      disableExecuteApiEndpoint: domain !== undefined,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      ...(domain && certificateArn && { domainMapping: { domainName: this.#domain(domain, certificateArn) } }),
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', { retention: logRetentionDays, removalPolicy: RemovalPolicy.DESTROY }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    new OperatorAlarm(this, 'Errors', {
      alarmName: `${NAME}-api-errors`,
      impact:
        'Des personnes ou des programmes reçoivent une erreur 5xx au lieu d’une réponse. / People or programs get a 5xx error instead of an answer.',
      alarms,
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 1,
    });
    this.publicUrl = domain ? `https://${domain}` : this.api.apiEndpoint;
    new CfnOutput(this, 'Url', { value: this.publicUrl });
  }

  #domain(domainName: string, certificateArn: string): DomainName {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    const domain = new DomainName(this, 'Domain', { domainName, certificate });
    new CfnOutput(this, 'DomainTarget', {
      value: domain.regionalDomainName,
      description: `Point ${domainName} there (CNAME)`,
    });
    return domain;
  }
}
