import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BUCKETS } from '../shared/function/access.ts';
import { DOORS } from '../shared/function/contract.ts';
import { setVariables } from '../test/variables.ts';
import { sampled } from './samples.ts';
import { createApp } from './synthesize.ts';
import { Synthesized } from './synthesized.ts';

let cloud: Synthesized;
beforeAll(async () => {
  cloud = new Synthesized(await createApp(await sampled()));
});
afterEach(() => {});

describe('what must not be lost', () => {
  it('is a table on demand with its indexes, restorable, expiring rows, safe from deletion', () => {
    const table = cloud.only('AWS::DynamoDB::Table');
    expect(table).toMatchObject({ DeletionPolicy: 'Retain' });
    expect(table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
    expect(table.Properties.GlobalSecondaryIndexes.map(({ IndexName }: { IndexName: string }) => IndexName)).toEqual([
      'list1',
      'list2',
      'list3',
      'list4',
      'due1',
      'due2',
      'due3',
    ]);
  });

  it('is buckets that stay, closed to the public and to plain HTTP', () => {
    const buckets = cloud.ofType('AWS::S3::Bucket');
    expect(buckets).toHaveLength(BUCKETS.length);
    for (const [id, bucket] of buckets) {
      expect(bucket).toMatchObject({ DeletionPolicy: 'Retain' });
      expect(bucket.Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(bucket.Properties.BucketEncryption).toBeDefined();
      const policies = cloud
        .ofType('AWS::S3::BucketPolicy')
        .filter(([, { Properties }]) => Properties.Bucket.Ref === id);
      expect(JSON.stringify(policies)).toContain('"aws:SecureTransport":"false"');
    }
  });

  it('is not what was only dropped off: every version of it is gone in days', () => {
    const uploads = cloud.ofType('AWS::S3::Bucket').find(([id]) => id.startsWith('Uploads'))?.[1].Properties;
    expect(uploads.VersioningConfiguration.Status).toBe('Enabled');
    const rules = uploads.LifecycleConfiguration.Rules;
    expect(rules).toContainEqual(
      expect.objectContaining({
        Status: 'Enabled',
        ExpirationInDays: 1,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      }),
    );
    expect(rules).toContainEqual({ Status: 'Enabled', ExpiredObjectDeleteMarker: true });
  });

  it('is sealed documents that nobody may delete for ten years, unless told otherwise', () => {
    const archive = cloud.ofType('AWS::S3::Bucket').find(([id]) => id.startsWith('Archive'))?.[1].Properties;
    expect(archive.VersioningConfiguration.Status).toBe('Enabled');
    expect(archive.ObjectLockConfiguration.Rule.DefaultRetention.Mode).toBe('GOVERNANCE');
    expect(archive.ObjectLockConfiguration.Rule.DefaultRetention.Days).toBeGreaterThanOrEqual(3652);
  });

  it('is keys that stay, each for one purpose', () => {
    const keys = cloud.ofType('AWS::KMS::Key');
    for (const [, key] of keys) expect(key).toMatchObject({ DeletionPolicy: 'Retain' });
    expect(keys.map(([, { Properties }]) => Properties.KeySpec)).toEqual([
      'ECC_NIST_P256',
      'ECC_NIST_P256',
      undefined,
      'HMAC_256',
    ]);
  });

  it('never leaves a capability link in the access log', () => {
    const stages = cloud.ofType('AWS::ApiGatewayV2::Stage');
    expect(stages).toHaveLength(DOORS.length);
    for (const [, { Properties }] of stages) {
      expect(Properties.AccessLogSettings.Format).toContain('$context.routeKey');
      expect(Properties.AccessLogSettings.Format).not.toMatch(/\$context\.(path|http\.path)/);
      expect(Properties.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
    }
  });
});

describe('mail', () => {
  it('of one tenant is stopped by no list that all share', () => {
    const { Properties } = cloud.only('AWS::SES::ConfigurationSet');
    expect(Properties.SuppressionOptions).toEqual({ SuppressedReasons: [] });
  });
});

describe('the settings of an installation', () => {
  const installed = async (settings: object) => {
    setVariables({ CDK_CONTEXT_JSON: JSON.stringify(settings) });
    return createApp(await sampled());
  };
  const warnings = async (settings: object) =>
    (await installed(settings))
      .synth()
      .stacks.flatMap(({ messages }) => messages)
      .filter(({ level }) => level === 'warning')
      .map(({ entry }) => String(entry.data));

  it('are asked for when nobody would hear of an alarm, or no mail would leave', async () => {
    const warned = await warnings({});
    expect(warned).toHaveLength(2);
    expect(warned).toContainEqual(expect.stringContaining('-c alarmEmail='));
    expect(warned).toContainEqual(expect.stringContaining('-c mailFrom='));
    expect(await warnings({ alarmEmail: 'anne@durand.fr', mailFrom: 'Durand <guichet@durand.fr>' })).toEqual([]);
  });

  it('lock sealed documents for as long as S3 can, and are refused beyond', async () => {
    const archived = new Synthesized(await installed({ archiveYears: '99' }));
    const lock = archived.ofType('AWS::S3::Bucket').find(([id]) => id.startsWith('Archive'))?.[1].Properties
      .ObjectLockConfiguration.Rule.DefaultRetention;
    expect(lock.Days).toBeLessThanOrEqual(36_500);
    for (const archiveYears of ['100', '0', '2.5', 'ten'])
      await expect(installed({ archiveYears })).rejects.toThrow(/1 to 99 whole years.*archiveYears/s);
  });

  it('put people under a domain of its own, and programs beside it', async () => {
    setVariables({
      CDK_CONTEXT_JSON: JSON.stringify({
        domain: 'guichet.example.fr',
        certificateArn: 'arn:aws:acm:eu-west-3:123456789012:certificate/1',
      }),
    });
    const domained = new Synthesized(await createApp(await sampled()));
    expect(domained.function('do-nothing')[1].Properties.Environment.Variables).toMatchObject({
      PUBLIC_URL: 'https://guichet.example.fr',
      API_URL: 'https://api.guichet.example.fr',
    });
    const names = domained.ofType('AWS::ApiGatewayV2::DomainName').map(([, { Properties }]) => Properties.DomainName);
    expect(names).toEqual(['guichet.example.fr', 'api.guichet.example.fr']);
    expect(domained.ofType('AWS::ApiGatewayV2::ApiMapping')).toHaveLength(DOORS.length);
    const origins = domained
      .ofType('AWS::S3::Bucket')
      .map(([, b]) => b.Properties.CorsConfiguration.CorsRules[0].AllowedOrigins);
    expect(origins).toEqual(Array(BUCKETS.length).fill(['https://guichet.example.fr']));
  });
});
