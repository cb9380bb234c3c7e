import { type IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket, EventType, type IBucket } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Construct } from 'constructs';
import type { BucketName } from '../../shared/function/access.ts';
import type { UploadContract } from '../../shared/function/contract.ts';
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
  readonly #buckets = new Map<BucketName, IBucket>();
  readonly #rights = new PolicyDocument();
  #role: IRole | undefined;

  constructor(scope: Construct, id: string, state: StateStack) {
    super(scope, id);
    this.#state = state;
  }

  notify({ bucket, suffix }: UploadContract, handler: LambdaFunction): void {
    const filters = suffix === undefined ? [] : [{ suffix }];
    this.#byName(bucket).addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(handler), ...filters);
  }

  #byName(name: BucketName): IBucket {
    const known = this.#buckets.get(name);
    if (known) return known;
    const { bucketArn, bucketName } = this.#state.buckets[name];
    this.#rights.addStatements(
      new PolicyStatement({
        actions: ['s3:GetBucketNotification', 's3:PutBucketNotification'],
        resources: [bucketArn],
      }),
    );
    // An area that hears of no upload gets no role for it.
    this.#role ??= new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { notifications: this.#rights },
    }).withoutPolicyUpdates();
    const bucket = Bucket.fromBucketAttributes(this, name, { bucketName, notificationsHandlerRole: this.#role });
    this.#buckets.set(name, bucket);
    return bucket;
  }
}
