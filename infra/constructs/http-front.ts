import { CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { DomainName, HttpApi, type HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Route } from '../../shared/function/contract.ts';
import { readSettings } from '../stacks/settings.ts';

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

/** The one HTTP API, where people and machines come in. */
export class HttpFront extends Construct {
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly #api: HttpApi;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { domain, certificateArn, logRetentionDays } = readSettings(this);
    this.#api = new HttpApi(this, 'Api', {
      apiName: Stack.of(this).stackName,
      createDefaultStage: false,
      disableExecuteApiEndpoint: domain !== undefined,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.#api,
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
    this.publicUrl = domain ? `https://${domain}` : this.#api.apiEndpoint;
    new CfnOutput(this, 'Url', { value: this.publicUrl });
  }

  /** Payload format 2.0; the function may be invoked by this route only. */
  serve(route: Route, handler: LambdaFunction): void {
    const [method, path] = route.split(' ') as [HttpMethod, string];
    const [created] = this.#api.addRoutes({
      path,
      methods: [method],
      integration: new HttpLambdaIntegration(handler.node.id, handler),
    });
    if (created)
      Validations.of(created).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason:
          'The function authenticates: API key, session or capability link, as its contract says (shared/function).',
      });
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
