import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  DomainName,
  HttpApi,
  HttpStage,
  type HttpStageProps,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DOORS, type Door } from '../../shared/function/contract.ts';
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

type AccessLog = NonNullable<HttpStageProps['accessLogSettings']>;

/** The name of each door's API, and of its host under the installation's domain. */
const API_NAMES: Readonly<Record<Door, string>> = { people: `${NAME}-pages`, programs: `${NAME}-api` };
const IMPACTS: Readonly<Record<Door, string>> = {
  people: 'Des personnes reçoivent une erreur 5xx au lieu d’une page. / People get a 5xx error instead of a page.',
  programs:
    'Des programmes reçoivent une erreur 5xx au lieu d’une réponse. / Programs get a 5xx error instead of an answer.',
};
const hostOf = (door: Door, domain: string) => (door === 'people' ? domain : `api.${domain}`);

/** The doors where people and programs come in, an HTTP API each; each area's stack adds its own routes to them. */
export class HttpStack extends Stack {
  readonly doors: Readonly<Record<Door, HttpApi>>;
  /** The address of each door, without a trailing slash. */
  readonly urls: Readonly<Record<Door, string>>;

  constructor(scope: Construct, id: string, { alarms, ...props }: HttpStackProps) {
    super(scope, id, props);
    const { domain } = readSettings(this);
    const accessLog = this.#accessLog();
    const forEach = <T>(make: (door: Door) => T) =>
      Object.fromEntries(DOORS.map((door) => [door, make(door)])) as Record<Door, T>;
    this.doors = forEach((door) => this.#open(door, accessLog, alarms));
    this.urls = forEach((door) => (domain ? `https://${hostOf(door, domain)}` : this.doors[door].apiEndpoint));
    new CfnOutput(this, 'Url', { value: this.urls.people, description: 'Where people come in' });
    new CfnOutput(this, 'ApiUrl', { value: this.urls.programs, description: 'Where programs call' });
  }

  #open(door: Door, accessLog: AccessLog, alarms: ITopic): HttpApi {
    const scope = new Construct(this, door);
    const { domain, certificateArn } = readSettings(this);
    const api = new HttpApi(scope, 'Api', {
      apiName: API_NAMES[door],
      createDefaultStage: false,
      disableExecuteApiEndpoint: domain !== undefined,
    });
    new HttpStage(scope, 'Stage', {
      httpApi: api,
      autoDeploy: true,
      ...(domain &&
        certificateArn && {
          domainMapping: { domainName: this.#domain(scope, hostOf(door, domain), certificateArn) },
        }),
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: accessLog,
    });
    new OperatorAlarm(scope, 'Errors', {
      alarmName: `${API_NAMES[door]}-errors`,
      impact: IMPACTS[door],
      alarms,
      metric: api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 1,
    });
    return api;
  }

  #accessLog(): AccessLog {
    const { logRetentionDays } = readSettings(this);
    return {
      destination: new LogGroupLogDestination(
        new LogGroup(this, 'AccessLog', { retention: logRetentionDays, removalPolicy: RemovalPolicy.DESTROY }),
      ),
      format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
    };
  }

  #domain(scope: Construct, domainName: string, certificateArn: string): DomainName {
    const certificate = Certificate.fromCertificateArn(scope, 'Certificate', certificateArn);
    const domain = new DomainName(scope, 'Domain', { domainName, certificate });
    new CfnOutput(scope, 'DomainTarget', {
      value: domain.regionalDomainName,
      description: `Point ${domainName} there (CNAME)`,
    });
    return domain;
  }
}
