import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { timeoutOf } from '../../shared/function/contract.ts';
import { inAll } from '../../shared/text.ts';
import type { Grant } from '../access.ts';
import type { BuiltUseCase } from '../build.ts';
import { functionName as nameOf, ROLES } from '../names.ts';
import { readSettings } from '../stacks/settings.ts';

/** The function of one use case, with a role of its own that allows what its contract says and nothing else. */
export class UseCaseFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, useCase: BuiltUseCase, grant: Grant) {
    super(scope, id);
    const { summary, access, memory = 512 } = useCase.contract;
    const functionName = nameOf(useCase);
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: readSettings(this).logRetentionDays,
      // What must be kept stands in the proof ledger; a log left behind would block the next installation.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const logs = new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    const role = new Role(this, 'Role', {
      path: access.some((word) => word.endsWith(':sign')) ? ROLES.sealing : ROLES.ours,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { contract: new PolicyDocument({ statements: [logs, ...grant.statements] }) },
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName,
      description: inAll(summary),
      code: Code.fromAsset(useCase.bundle),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memory,
      timeout: Duration.seconds(timeoutOf(useCase.contract)),
      environment: grant.environment,
      logGroup,
      // What the constructs would add by themselves is wider than what the contract says.
      role: role.withoutPolicyUpdates(),
    });
  }
}
