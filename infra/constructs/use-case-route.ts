import { Validations } from 'aws-cdk-lib';
import { type HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type Contract, doorsOf, methodsOf } from '../../shared/function/contract.ts';
import type { HttpStack } from '../stacks/http-stack.ts';

type Called = Extract<Contract, { route: unknown }>;

/** The route of a use case at each of its doors, in payload format 2.0; its function may be invoked by this route only. */
export class UseCaseRoute extends Construct {
  constructor(scope: Construct, id: string, props: { http: HttpStack; contract: Called; target: LambdaFunction }) {
    super(scope, id);
    const { http, contract, target } = props;
    const path = contract.route.split(' ')[1] ?? '';
    for (const door of doorsOf(contract)) {
      const integration = new HttpLambdaIntegration('Integration', target);
      for (const method of methodsOf(contract)) {
        const route = new HttpRoute(this, method === 'HEAD' ? `${door}Head` : door, {
          httpApi: http.doors[door],
          routeKey: HttpRouteKey.with(path, method as HttpMethod),
          integration,
        });
        Validations.of(route).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason:
            'The function authenticates: API key, session or capability link, as its contract says (shared/function).',
        });
      }
    }
  }
}
