import { type App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

export interface Resource {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation properties have no one shape.
  Properties: any;
  Metadata?: Record<string, string>;
}

/** The resources of an app, read back from its templates: what tests look at. */
export class Synthesized {
  readonly app: App;
  readonly resources: Record<string, Resource>;
  readonly functions: [string, Resource][];

  constructor(app: App) {
    this.app = app;
    this.resources = Object.assign({}, ...this.stacks.map((stack) => Template.fromStack(stack).toJSON().Resources));
    // CDK's own function, which sets bucket notifications, has no bundle.
    this.functions = this.ofType('AWS::Lambda::Function').filter(([, { Metadata }]) => Metadata?.['aws:asset:path']);
  }

  get stacks(): Stack[] {
    return this.app.node.children.filter(Stack.isStack);
  }

  ofType(type: string): [string, Resource][] {
    return Object.entries(this.resources).filter(([, { Type }]) => Type === type);
  }

  /** The one resource of its type. */
  only(type: string): Resource {
    const [first, second] = this.ofType(type);
    if (!first || second) throw new Error(`not exactly one ${type}`);
    return first[1];
  }

  function(name: string): [string, Resource] {
    const found = this.functions.find(([, { Properties }]) => Properties.FunctionName.endsWith(`-${name}`));
    if (!found) throw new Error(`no function ${name}`);
    return found;
  }

  /** The queue that an event source mapping (its properties) reads: named in the last part of the ARN. */
  queueFeeding({ EventSourceArn }: { EventSourceArn: { 'Fn::Join': [string, string[]] } }): Resource {
    const name = EventSourceArn['Fn::Join'][1].at(-1)?.slice(1);
    const found = this.ofType('AWS::SQS::Queue').find(([, { Properties }]) => Properties.QueueName === name);
    if (!found) throw new Error(`no queue ${name}`);
    return found[1];
  }

  /** The properties of the alarms that watch a metric. */
  alarmsOf(metric: string): Resource['Properties'][] {
    return this.ofType('AWS::CloudWatch::Alarm').flatMap(([, { Properties }]) =>
      Properties.MetricName === metric ? [Properties] : [],
    );
  }

  /** What a function may do: action -> resources, as text. */
  rights(name: string): Map<string, string> {
    const [, { Properties }] = this.function(name);
    const role = this.resources[Properties.Role['Fn::GetAtt'][0]];
    return new Map(
      statements(role!).flatMap(({ Action, Resource, NotResource }) =>
        [Action]
          .flat()
          .map((action: string): [string, string] => [action, JSON.stringify(Resource ?? { NotResource })]),
      ),
    );
  }
}

interface Statement {
  Action: string | string[];
  Resource?: unknown;
  NotResource?: unknown;
}

/** The policy statements that stand in a role. */
export const statements = ({ Properties }: Resource): Statement[] =>
  (Properties.Policies ?? []).flatMap(
    (policy: { PolicyDocument: { Statement: Statement[] } }) => policy.PolicyDocument.Statement,
  );
