import { lastOf, list, type Properties, type Resource, type Template, under } from './template.ts';

export interface FunctionSpec {
  name: string;
  /** The name without its stack's: the folder of the use case. */
  useCase: string;
  arn: string;
  /** Folder of the deployed bundle. */
  bundle: string;
  /** `file.export`. */
  handler: string;
  environment: Record<string, string>;
  /** Seconds. */
  timeout: number;
  /** MB. */
  memory: number;
}
export interface Route {
  /** As in the contract: `POST /v1/accounts`. */
  key: string;
  function: string;
}
export interface Mapping {
  queue: string;
  queueArn: string;
  function: string;
  batchSize: number;
  concurrency: number;
  reportsFailures: boolean;
}
export interface Schedule {
  name: string;
  expression: string;
  timezone: string;
  function: string;
  input?: string;
}
export interface Notification {
  bucket: string;
  /** `s3:ObjectCreated:*` and the like. */
  events: string[];
  prefix: string;
  suffix: string;
  function: string;
}
/** The functions, each with the environment that its template entry gives it and no other. */
export function functionsOf(template: Template): FunctionSpec[] {
  return template
    .ofType('AWS::Lambda::Function')
    .filter((resource) => 'aws:asset:path' in resource.metadata && isOurs(resource))
    .map((resource) => {
      const properties = template.propertiesOf(resource);
      const name = template.nameOf(resource);
      return {
        name,
        useCase: name.replace(`${resource.stack}-`, ''),
        arn: template.attributeOf(resource, 'Arn'),
        bundle: template.assetOf(resource),
        handler: String(properties.Handler),
        environment: under(under(properties.Environment).Variables) as Record<string, string>,
        timeout: Number(properties.Timeout ?? 3),
        memory: Number(properties.MemorySize ?? 128),
      };
    });
}

/** CDK adds functions of its own, which act on CloudFormation only: bucket notifications, emptied buckets… */
const isOurs = ({ id }: Resource) => !/CustomResourceProvider|BucketNotificationsHandler|AWS[0-9a-f]{32}/.test(id);

export function routesOf(template: Template): Route[] {
  const targets = new Map(
    template
      .ofType('AWS::ApiGatewayV2::Integration')
      .map((resource) => [
        template.nameOf(resource),
        functionOf(String(template.propertiesOf(resource).IntegrationUri)),
      ]),
  );
  return template.ofType('AWS::ApiGatewayV2::Route').map((resource) => {
    const { RouteKey, Target } = template.propertiesOf(resource);
    const target = targets.get(String(Target).replace('integrations/', ''));
    if (!target) throw new Error(`route ${String(RouteKey)} leads to no function`);
    return { key: String(RouteKey), function: target };
  });
}

/** The name in a function's ARN, or in API Gateway's longer path to one. */
const functionOf = (arn: string) => /function:([\w-]+)/.exec(arn)?.[1] ?? arn;

export function mappingsOf(template: Template): Mapping[] {
  return template.ofType('AWS::Lambda::EventSourceMapping').map((resource) => {
    const properties = template.propertiesOf(resource);
    const queueArn = String(properties.EventSourceArn);
    return {
      queue: lastOf(queueArn),
      queueArn,
      function: functionOf(String(properties.FunctionName)),
      batchSize: Number(properties.BatchSize ?? 10),
      concurrency: Number(under(properties.ScalingConfig).MaximumConcurrency ?? 10),
      reportsFailures: ((properties.FunctionResponseTypes ?? []) as string[]).includes('ReportBatchItemFailures'),
    };
  });
}

export function schedulesOf(template: Template): Schedule[] {
  return template.ofType('AWS::Scheduler::Schedule').map((resource) => {
    const properties = template.propertiesOf(resource);
    const target = under(properties.Target);
    return {
      name: template.nameOf(resource),
      expression: String(properties.ScheduleExpression),
      timezone: String(properties.ScheduleExpressionTimezone ?? 'UTC'),
      function: functionOf(String(target.Arn)),
      ...(typeof target.Input === 'string' && { input: target.Input }),
    };
  });
}

/** Bucket notifications, whether the bucket declares them or CDK's custom resource sets them. */
export function notificationsOf(template: Template): Notification[] {
  const declared = [
    ...template.ofType('AWS::S3::Bucket').map((resource) => ({
      bucket: template.nameOf(resource),
      configurations: list(under(template.propertiesOf(resource).NotificationConfiguration).LambdaConfigurations).map(
        ({ Event, Function: target, Filter }) => ({
          events: [String(Event)],
          target,
          rules: list(under(under(Filter).S3Key).Rules),
        }),
      ),
    })),
    ...template.ofType('Custom::S3BucketNotifications').map((resource) => {
      const { BucketName, NotificationConfiguration } = template.propertiesOf(resource);
      return {
        bucket: String(BucketName),
        configurations: list(under(NotificationConfiguration).LambdaFunctionConfigurations).map(
          ({ Events, LambdaFunctionArn, Filter }) => ({
            events: Events as string[],
            target: LambdaFunctionArn,
            rules: list(under(under(Filter).Key).FilterRules),
          }),
        ),
      };
    }),
  ];
  return declared.flatMap(({ bucket, configurations }) =>
    configurations.map(({ events, target, rules }) => ({
      bucket,
      events,
      function: functionOf(String(target)),
      prefix: ruleOf(rules, 'prefix'),
      suffix: ruleOf(rules, 'suffix'),
    })),
  );
}

const ruleOf = (rules: Properties[], name: string) =>
  String(rules.find((rule) => String(rule.Name).toLowerCase() === name)?.Value ?? '');

/** Function -> queue that is told when an asynchronous invocation was given up. */
export function failureQueuesOf(template: Template): Map<string, string> {
  const configurations = template.ofType('AWS::Lambda::EventInvokeConfig').map((resource) => {
    const { FunctionName, DestinationConfig } = template.propertiesOf(resource);
    const destination = under(under(DestinationConfig).OnFailure).Destination;
    return [functionOf(String(FunctionName)), destination] as const;
  });
  return new Map(configurations.flatMap(([name, arn]) => (arn ? [[name, lastOf(arn)]] : [])));
}
