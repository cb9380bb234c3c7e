import { type Stack, Validations } from 'aws-cdk-lib';
import { BUCKETS } from '../../shared/function/access.ts';
import type { StateStack } from './state-stack.ts';

/** The wildcards in rights that cdk-nag finds in any function, each with the reason why it must be one. */
export function acknowledgeWildcards(stack: Stack, state: StateStack): void {
  for (const name of BUCKETS)
    Validations.of(stack).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${exportName(stack, state, state.buckets[name].bucketArn)}/*]`,
      reason: 'The objects of one bucket: their keys begin with the tenant, taken from the authenticated actor.',
    });
  Validations.of(stack).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
    reason: 'An installation sends from each address that its owner verified; SES refuses any other.',
  });
}

/** cdk-nag calls what stands in another stack by the name of the export. */
const exportName = (stack: Stack, state: StateStack, value: string): string =>
  stack.resolve(state.exportValue(value))['Fn::ImportValue'];
