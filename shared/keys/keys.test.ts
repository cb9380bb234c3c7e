import { describe, expect, it } from 'vitest';
import type { Tenant } from '../identity/tenant.ts';
import { codeMac, sameMac } from './code-mac.ts';
import { openSecret, sealSecret } from './secret-box.ts';

describe('a sealed secret', () => {
  const own = { tenant: 'acc_1' as Tenant, purpose: 'mail/1' };

  it('opens for whom and what it was sealed', async () => {
    const sealed = await sealSecret('sésame', own);
    expect(sealed).not.toContain('sésame');
    expect(await openSecret(sealed, own)).toBe('sésame');
  });

  it('opens for nobody else and nothing else, nor when it was changed', async () => {
    const sealed = await sealSecret('sésame', own);
    await expect(openSecret(sealed, { ...own, tenant: 'acc_2' as Tenant })).rejects.toThrow();
    await expect(openSecret(sealed, { ...own, purpose: 'mail/2' })).rejects.toThrow();
    const parts = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
    for (const part of parts) {
      part[part.length - 1]! ^= 1;
      const changed = parts.map((each) => each.toString('base64url')).join('.');
      await expect(openSecret(changed, own)).rejects.toThrow();
      part[part.length - 1]! ^= 1;
    }
    await expect(openSecret('', own)).rejects.toThrow();
    await expect(openSecret(sealed.split('.')[0]!, own)).rejects.toThrow();
  });

  it('is never twice the same', async () => {
    expect(await sealSecret('sésame', own)).not.toBe(await sealSecret('sésame', own));
  });
});

describe('the MAC of a code', () => {
  it('is the same for the same code of the same thing only', async () => {
    const mac = await codeMac('123456', 'sign/1');
    expect(sameMac(mac, await codeMac('123456', 'sign/1'))).toBe(true);
    expect(sameMac(mac, await codeMac('123457', 'sign/1'))).toBe(false);
    expect(sameMac(mac, await codeMac('123456', 'sign/2'))).toBe(false);
    expect(sameMac(mac, '')).toBe(false);
  });
});
