import { readFileSync } from 'node:fs';
import { xmlDocument } from '../xml.ts';
import { receiveBody } from './body.ts';
import type { Answer, Bucket, Call } from './call.ts';
import { accessDenied, invalidRequest, S3Error } from './error.ts';
import { find } from './read.ts';
import type { LockMode, StoredObject } from './store.ts';

type Lock = NonNullable<StoredObject['lock']>;

const BYPASS = 's3:BypassGovernanceRetention';

/** The lock of a new object: the one asked for, else the bucket's own. */
export function lockOfNew({ bucket, headers, now }: Call): Lock | null {
  const mode = headers['x-amz-object-lock-mode'];
  const until = headers['x-amz-object-lock-retain-until-date'];
  if (mode !== undefined || until !== undefined) return asked(bucket, mode, until, now);
  const { mode: byDefault, days } = bucket.objectLock ?? {};
  if (!byDefault || !days) return null;
  return { mode: byDefault, until: new Date(now.getTime() + days * 86_400_000) };
}

/** @throws S3Error while a lock holds the version, unless it is one that the caller may lift, and does */
export function mustBeUnlocked({ lock }: StoredObject, call: Call): void {
  if (!lock || lock.until <= call.now || (lock.mode === 'GOVERNANCE' && bypasses(call))) return;
  throw accessDenied('Access Denied because object protected by object lock.');
}

/** PutObjectRetention: a lock is made longer; shorter, another or none only by who may lift it. */
export async function putRetention(call: Call): Promise<Answer> {
  const { store, bucket, headers, now } = call;
  if (!bucket.objectLock) throw withoutLock();
  if (!headers['content-md5'] && !Object.keys(headers).some((name) => name.startsWith('x-amz-checksum-'))) {
    throw invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  }
  const xml = await bodyOf(call);
  const object = find(call);
  const lock = /<Mode>/.test(xml) ? asked(bucket, inside(xml, 'Mode'), inside(xml, 'RetainUntilDate'), now) : null;
  const kept = lock && object.lock && lock.mode === object.lock.mode && lock.until >= object.lock.until;
  if (!kept) mustBeUnlocked(object, call);
  store.setLock(object, lock);
  return { status: 200, headers: {} };
}

/** GetObjectRetention. */
export function getRetention(call: Call): Answer {
  if (!call.bucket.objectLock) throw withoutLock();
  const { lock } = find(call);
  if (!lock) {
    throw new S3Error(
      404,
      'NoSuchObjectLockConfiguration',
      'The specified object does not have a ObjectLock configuration',
    );
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: xmlDocument([
      'Retention',
      [
        ['Mode', lock.mode],
        ['RetainUntilDate', lock.until.toISOString()],
      ],
    ]),
  };
}

const withoutLock = () => invalidRequest('Bucket is missing Object Lock Configuration');

const inside = (xml: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.trim();

function asked(bucket: Bucket, mode: string | undefined, until: string | undefined, now: Date): Lock {
  if (!bucket.objectLock) throw withoutLock();
  const date = new Date(until ?? '');
  if (!(date > now) || (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE')) {
    throw new S3Error(400, 'InvalidArgument', 'The retain until date must be in the future and the mode known!');
  }
  return { mode: mode as LockMode, until: date };
}

/** Whether the caller lifts locks in governance mode. @throws S3Error when the bucket's policy lets nobody do so */
function bypasses({ bucket, headers }: Call): boolean {
  if (headers['x-amz-bypass-governance-retention']?.toLowerCase() !== 'true') return false;
  if (bucket.denied?.includes(BYPASS)) throw accessDenied(`Access Denied by the bucket policy: ${BYPASS}`);
  return true;
}

async function bodyOf({ store, request, headers, payloadHash }: Call): Promise<string> {
  const blob = store.newBlob();
  try {
    await receiveBody(request, headers, payloadHash, store.pathOf(blob));
    return readFileSync(store.pathOf(blob), 'utf8');
  } finally {
    store.discard(blob);
  }
}
