import { Validations } from 'aws-cdk-lib';
import { type HttpApi, type HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Route } from '../../shared/function/contract.ts';

/** The route of a use case, in payload format 2.0; its function may be invoked by this route only. */
export class UseCaseRoute extends Construct {
  constructor(scope: Construct, id: string, props: { api: HttpApi; route: Route; target: LambdaFunction }) {
    super(scope, id);
    const [method, path] = props.route.split(' ') as [HttpMethod, string];
    const route = new HttpRoute(this, 'Route', {
      httpApi: props.api,
      routeKey: HttpRouteKey.with(path, method),
      integration: new HttpLambdaIntegration('Integration', props.target),
    });
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'The function authenticates: API key, session or capability link, as its contract says (shared/function).',
    });
  }
}
