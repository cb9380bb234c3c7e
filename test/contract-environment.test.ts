import { expect, test } from 'vitest';
import { config } from '../shared/config.ts';
import { withAccess } from './contract-environment.ts';

test('a handler finds what its contract gives it, and nothing else', async () => {
  await withAccess(['table:read', 'archive:write'], async () => {
    expect(config.table()).toMatch(/^test-/);
    expect(config.archiveYears()).toBe(10);
    expect(() => config.sealKey()).toThrow('SEAL_KEY_ID');
    expect(() => config.queueUrl('deliver-mail')).toThrow('QUEUES');
  });
  expect(config.sealKey()).not.toBe('');
});

test('a handler sends to the queues that its contract names, also while another runs', async () => {
  const url = async () => config.queueUrl('seal-document');
  const [refused, allowed, everywhere] = await Promise.allSettled([
    withAccess(['send:deliver-mail', 'send:invite-signers'], url),
    withAccess(['send:deliver-mail', 'send:seal-document'], url),
    withAccess(['send:*'], url),
  ]);
  expect(refused).toMatchObject({ reason: { message: expect.stringContaining('lacks "send:seal-document"') } });
  expect(allowed).toMatchObject({ value: expect.stringMatching(/\/Guichet-seal-document$/) });
  expect(everywhere).toEqual(allowed);
});
