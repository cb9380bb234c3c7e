import { randomUUID } from 'node:crypto';
import type { ObjectCreated } from './engines/s3.ts';
import { REGION } from './names.ts';
import type { Notification } from './wiring.ts';

/** The functions that a bucket's notifications name for this object. */
export function targetsOf(notifications: Notification[], { bucket, key, eventName }: ObjectCreated): string[] {
  const event = `s3:${eventName}`;
  return notifications
    .filter(
      (notification) =>
        notification.bucket === bucket &&
        notification.events.some((wanted) =>
          wanted.endsWith('*') ? event.startsWith(wanted.slice(0, -1)) : wanted === event,
        ) &&
        key.startsWith(notification.prefix) &&
        key.endsWith(notification.suffix),
    )
    .map((notification) => notification.function);
}

/** The classic S3 event: the key form-encoded, as S3 does (`+` for a space). */
export function s3EventOf(created: ObjectCreated) {
  const { bucket, key, size, eTag, versionId, sequencer, eventName, eventTime } = created;
  const requestId = randomUUID();
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: REGION,
        eventTime,
        eventName,
        userIdentity: { principalId: 'local' },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': requestId, 'x-amz-id-2': requestId },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'local',
          bucket: { name: bucket, ownerIdentity: { principalId: 'local' }, arn: `arn:aws:s3:::${bucket}` },
          object: {
            key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
            size,
            eTag,
            ...(versionId && { versionId }),
            sequencer,
          },
        },
      },
    ],
  };
}
