import { describe, expect, it } from 'vitest';
import type { Tenant } from '../identity/tenant.ts';
import { codeMac, sameMac } from './code-mac.ts';
import { decryptSecret, encryptSecret } from './secret-box.ts';

describe('an encrypted secret', () => {
  const own = { tenant: 'acc_1' as Tenant, purpose: 'mail/1' };

  it('opens for whom and what it was encrypted', async () => {
    const encrypted = await encryptSecret('sésame', own);
    expect(encrypted).not.toContain('sésame');
    expect(await decryptSecret(encrypted, own)).toBe('sésame');
  });

  it('opens for nobody else and nothing else, nor when it was changed', async () => {
    const encrypted = await encryptSecret('sésame', own);
    await expect(decryptSecret(encrypted, { ...own, tenant: 'acc_2' as Tenant })).rejects.toThrow();
    await expect(decryptSecret(encrypted, { ...own, purpose: 'mail/2' })).rejects.toThrow();
    const parts = encrypted.split('.').map((part) => Buffer.from(part, 'base64url'));
    for (const part of parts) {
      part[part.length - 1]! ^= 1;
      const changed = parts.map((each) => each.toString('base64url')).join('.');
      await expect(decryptSecret(changed, own)).rejects.toThrow();
      part[part.length - 1]! ^= 1;
    }
    await expect(decryptSecret('', own)).rejects.toThrow();
    await expect(decryptSecret(encrypted.split('.')[0]!, own)).rejects.toThrow();
  });

  it('is never twice the same', async () => {
    expect(await encryptSecret('sésame', own)).not.toBe(await encryptSecret('sésame', own));
  });
});

describe('the MAC of a code', () => {
  it('is the same for the same code of the same thing only', async () => {
    const own = { tenant: 'acc_1' as Tenant, purpose: 'sign', subject: 'sig_1/sgn_1', number: 1 };
    const mac = await codeMac('123456', own);
    expect(sameMac(mac, await codeMac('123456', own))).toBe(true);
    expect(sameMac(mac, await codeMac('123457', own))).toBe(false);
    for (const other of [{ tenant: 'acc_2' as Tenant }, { purpose: 'log-in' }, { subject: 'sig_1' }, { number: 2 }]) {
      expect(sameMac(mac, await codeMac('123456', { ...own, ...other }))).toBe(false);
    }
    expect(sameMac(mac, '')).toBe(false);
  });
});
