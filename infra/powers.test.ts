import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BucketName } from '../shared/function/access.ts';
import { setVariables } from '../test/variables.ts';
import { sampled } from './samples.ts';
import { createApp } from './synthesize.ts';
import { Synthesized } from './synthesized.ts';

let cloud: Synthesized;
beforeAll(async () => {
  cloud = new Synthesized(await createApp(await sampled()));
});
afterEach(() => {});

describe('what bounds whoever may do everything in the account', () => {
  const policyOf = (bucket: BucketName) => {
    const [, { Properties }] = cloud
      .ofType('AWS::S3::BucketPolicy')
      .find(([id]) => id.toLowerCase().startsWith(bucket))!;
    return denials(Properties.PolicyDocument);
  };
  const denials = ({ Statement }: { Statement: { Effect: string }[] }) =>
    // biome-ignore lint/suspicious/noExplicitAny: a policy's statements have no one shape.
    Statement.filter(({ Effect }) => Effect === 'Deny') as any[];

  it('is locks that nobody skips, on originals that were signed as on what is sealed', () => {
    const documents = cloud.ofType('AWS::S3::Bucket').find(([id]) => id.startsWith('Documents'))?.[1].Properties;
    expect(documents.ObjectLockEnabled).toBe(true);
    expect(documents.ObjectLockConfiguration).toBeUndefined();
    for (const bucket of ['documents', 'archive'] as const) {
      const [bypass] = policyOf(bucket).filter(({ Action }) => Action === 's3:BypassGovernanceRetention');
      expect(bypass).toMatchObject({ Principal: { AWS: '*' } });
      expect(bypass).not.toHaveProperty('Condition');
      expect(JSON.stringify(bypass.Resource)).toContain('"/*"');
    }
  });

  it('is out of the reach of our own functions, whatever their roles come to say', () => {
    for (const bucket of ['documents', 'archive'] as const) {
      const [ours] = policyOf(bucket).filter(({ Condition }) => Condition?.ArnLike);
      expect(ours.Action).toEqual(
        expect.arrayContaining(['s3:DeleteObjectVersion', 's3:PutBucketObjectLockConfiguration']),
      );
      expect(JSON.stringify(ours.Condition)).toContain(':role/guichet/*');
    }
    for (const [, { Properties }] of cloud.functions) {
      const { Path } = cloud.resources[Properties.Role['Fn::GetAtt'][0]]!.Properties;
      expect(Path).toMatch(/^\/guichet\//);
    }
  });

  it('is keys that only our functions use, and a seal that only those who seal make', () => {
    const [seal, badges, secrets, codes] = cloud
      .ofType('AWS::KMS::Key')
      .map(([, { Properties }]) => denials(Properties.KeyPolicy));
    for (const [denied, actions, roles] of [
      [seal, ['kms:Sign'], ':role/guichet/sealing/*'],
      [badges, ['kms:Sign'], ':role/guichet/sealing/*'],
      [secrets, ['kms:Decrypt', 'kms:GenerateDataKey*'], ':role/guichet/*'],
      [codes, ['kms:GenerateMac'], ':role/guichet/*'],
    ] as const) {
      expect(denied).toHaveLength(1);
      expect(denied?.[0].Principal).toEqual({ AWS: '*' });
      expect([denied?.[0].Action].flat()).toEqual(expect.arrayContaining([...actions]));
      expect(JSON.stringify(denied?.[0].Condition.ArnNotLike)).toContain(roles);
    }
    const roleOf = (name: string) => cloud.resources[cloud.function(name)[1].Properties.Role['Fn::GetAtt'][0]];
    expect(roleOf('do-everything')?.Properties.Path).toBe('/guichet/sealing/');
    expect(roleOf('do-nothing')?.Properties.Path).toBe('/guichet/');
  });
});

describe('the mode of locks', () => {
  const installed = async (archiveLock: string) => {
    setVariables({ CDK_CONTEXT_JSON: JSON.stringify({ archiveLock }) });
    return createApp(await sampled());
  };

  it('lock so that nobody can lift it, where an installation says so', async () => {
    const strict = new Synthesized(await installed('compliance'));
    const archive = strict.ofType('AWS::S3::Bucket').find(([id]) => id.startsWith('Archive'))?.[1].Properties;
    expect(archive.ObjectLockConfiguration.Rule.DefaultRetention.Mode).toBe('COMPLIANCE');
    expect(strict.function('do-everything')[1].Properties.Environment.Variables.ARCHIVE_LOCK).toBe('compliance');
    await expect(installed('forever')).rejects.toThrow(/archiveLock/);
  });
});
