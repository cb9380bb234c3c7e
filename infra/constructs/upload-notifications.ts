import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket, EventType, type IBucket } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Construct } from 'constructs';
import { BUCKETS, type BucketName } from '../../shared/function/access.ts';
import type { StateStack } from '../stacks/state-stack.ts';

/**
 * S3 ObjectCreated -> function, in the classic `{Records: [{s3}]}` form.
 *
 * The bucket and the function stand in two stacks, and either would have to exist first if the bucket itself named
 * the function. So CDK's custom resource (`Custom::S3BucketNotifications`) sets the notification afterwards, from the
 * functions' stack, on the bucket taken by name. An EventBridge rule would avoid it but gives another event.
 */
export class UploadNotifications extends Construct {
  readonly #state: StateStack;
  #buckets: Record<BucketName, IBucket> | undefined;

  constructor(scope: Construct, id: string, state: StateStack) {
    super(scope, id);
    this.#state = state;
  }

  notify(bucket: BucketName, handler: LambdaFunction): void {
    // An area that hears of no upload gets no role for it.
    this.#buckets ??= this.#byName();
    this.#buckets[bucket].addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(handler));
  }

  #byName(): Record<BucketName, IBucket> {
    const { buckets } = this.#state;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        notifications: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['s3:GetBucketNotification', 's3:PutBucketNotification'],
              resources: BUCKETS.map((name) => buckets[name].bucketArn),
            }),
          ],
        }),
      },
    });
    const notificationsHandlerRole = role.withoutPolicyUpdates();
    return Object.fromEntries(
      BUCKETS.map((name) => [
        name,
        Bucket.fromBucketAttributes(this, name, {
          bucketName: buckets[name].bucketName,
          notificationsHandlerRole,
        }),
      ]),
    ) as Record<BucketName, IBucket>;
  }
}
