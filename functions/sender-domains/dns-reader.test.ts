import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DnsServer, startDns } from '../../test/dns.ts';
import { setVariables } from '../../test/variables.ts';
import { dnsReader } from './dns-reader.ts';

let dns: DnsServer;
beforeAll(async () => {
  dns = await startDns();
  setVariables({ DNS_SERVER: dns.server });
  dns.setZone({
    'many.example': ['one', 'é'.repeat(300)],
    'other.example': [],
    'failing.example': 'servfail',
    'silent.example': 'silence',
    'hosts.example': { a: ['192.0.2.1', '192.0.2.2'] },
    'mail.example': { mx: ['a.example', 'b.example', 'c.example'] },
  });
});
afterAll(() => dns.close());

test('texts, in whole; no texts; no name; nothing that could be read', async () => {
  const reader = dnsReader();
  expect(await reader.texts('Many.example')).toEqual({ kind: 'found', texts: ['one', 'é'.repeat(300)] });
  expect(await reader.texts('other.example')).toEqual({ kind: 'none', exists: true });
  expect(await reader.texts('nobody.example')).toEqual({ kind: 'none', exists: false });
  expect(await reader.texts(`${'a'.repeat(64)}.example`)).toEqual({ kind: 'none', exists: false });
  expect(await reader.texts('failing.example')).toEqual({ kind: 'unreadable' });
  const before = dns.asked.length;
  expect(await reader.texts('MANY.example')).toMatchObject({ kind: 'found' });
  expect(dns.asked).toHaveLength(before);
  reader.close();
});

test('how many addresses and mail servers a name has', async () => {
  const reader = dnsReader();
  expect(await reader.count('hosts.example', 'addresses')).toBe(2);
  expect(await reader.count('mail.example', 'mail-servers')).toBe(3);
  expect(await reader.count('mail.example', 'addresses')).toBe(0);
  expect(await reader.count('nobody.example', 'mail-servers')).toBe(0);
  expect(await reader.count('failing.example', 'addresses')).toBeUndefined();
  reader.close();
});

test('a server that says nothing is waited for no longer than patience lasts', async () => {
  const hurried = dnsReader({ once: 50 });
  expect(await hurried.texts('silent.example')).toEqual({ kind: 'unreadable' });
  hurried.close();
  const patient = dnsReader({ once: 60_000, whole: 50 });
  expect(await patient.texts('silent.example')).toEqual({ kind: 'unreadable' });
  expect(await patient.texts('many.example')).toEqual({ kind: 'unreadable' });
  patient.close();
});
