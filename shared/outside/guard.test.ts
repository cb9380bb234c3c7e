import { describe, expect, test, vi } from 'vitest';
import { guardAddresses, OutsideRefused, resolveHost, resolveOutside } from './guard.ts';

const PORTS = [465, 587];
const answering =
  (...addresses: string[]) =>
  async () =>
    addresses;
const to = (host: string, addresses: string[] = [], more: { port?: number; allow?: string[] } = {}) =>
  resolveOutside({ host, port: 587, ports: PORTS, allow: [], resolve: answering(...addresses), ...more });
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'passed',
    (error: OutsideRefused) => `${error.stage}: ${error.refusal}`,
  );
const NOT_PUBLIC = 'guard: address-not-public';

test('a public name gives the address to connect to, IPv4 first', async () => {
  expect(await to('smtp.example.com', ['8.8.4.4'])).toEqual({ address: '8.8.4.4', family: 4 });
  expect(await to('smtp.example.com', ['2606:4700::1', '8.8.4.4'])).toEqual({ address: '8.8.4.4', family: 4 });
  expect(await to('smtp.example.com', ['2606:4700::1'])).toEqual({ address: '2606:4700::1', family: 6 });
});

describe('addresses that are not public are refused', () => {
  test.each([
    ['loopback', '127.0.0.1'],
    ['private', '10.1.2.3'],
    ['private', '172.31.0.1'],
    ['private', '192.168.1.1'],
    ['cloud metadata', '169.254.169.254'],
    ['cloud metadata, IPv6', 'fd00:ec2::254'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['this network', '0.0.0.0'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['documentation', '192.0.2.1'],
    ['benchmarking', '198.18.0.1'],
    ['6to4 relay', '192.88.99.1'],
    ['loopback, IPv6', '::1'],
    ['unspecified, IPv6', '::'],
    ['link-local, IPv6', 'fe80::1'],
    ['unique local', 'fc00::1'],
    ['mapped', '::ffff:10.0.0.1'],
    ['mapped, in hexadecimal', '::ffff:a9fe:a9fe'],
    ['compatible', '::127.0.0.1'],
    ['translated', '::ffff:0:10.0.0.1'],
    ['NAT64', '64:ff9b::10.0.0.1'],
    ['6to4', '2002:0a00:0001::'],
    ['Teredo', '2001:0:4136:e378::'],
    ['documentation, IPv6', '2001:db8::1'],
    ['not an address', 'private'],
  ])('%s: %s', async (_what, address) => {
    expect(await refusal(to('smtp.example.com', [address]))).toBe(NOT_PUBLIC);
    expect(await refusal(to('smtp.example.com', ['8.8.4.4', address]))).toBe(NOT_PUBLIC);
    expect(await refusal(to('smtp.example.com', [address, '8.8.4.4']))).toBe(NOT_PUBLIC);
  });

  test.each([
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '0x7f000001',
    '0x7f.1',
    '2130706433',
    '017700000001',
    '１２７.０.０.１',
    '127。0。0。1',
    '::1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[fe80::1]',
    '169.254.169.254',
  ])('typed as %s, without asking the resolver', async (host) => {
    const resolve = vi.fn(answering('8.8.4.4'));
    expect(await refusal(resolveOutside({ host, port: 587, ports: PORTS, allow: [], resolve }))).toBe(NOT_PUBLIC);
    expect(resolve).not.toHaveBeenCalled();
  });
});

test('a public IP address passes', async () => {
  expect(await to('8.8.4.4')).toEqual({ address: '8.8.4.4', family: 4 });
  expect(await to('::ffff:8.8.4.4')).toEqual({ address: '8.8.4.4', family: 4 });
});

test('a name is resolved once and pinned: what it answers later changes nothing', async () => {
  const answers = [['8.8.4.4'], ['127.0.0.1']];
  const resolve = vi.fn(async () => answers.shift() ?? []);
  const destination = await resolveOutside({ host: 'rebind.example', port: 587, ports: PORTS, allow: [], resolve });
  expect(destination.address).toBe('8.8.4.4');
  expect(resolve).toHaveBeenCalledTimes(1);
});

test('names are asked in ASCII, without the last dot', async () => {
  const resolve = vi.fn(answering('8.8.4.4'));
  for (const host of ['mail.exämple.fr', 'MAIL.EXÄMPLE.FR.', ' mail.xn--exmple-cua.fr']) {
    await resolveOutside({ host, port: 587, ports: PORTS, allow: [], resolve });
    expect(resolve).toHaveBeenLastCalledWith('mail.xn--exmple-cua.fr');
  }
});

test.each([
  '',
  ' ',
  '.',
  'a b',
  'a/b',
  'user@host',
  'host:25',
  'a..b',
  'a\r\nb',
  '%31',
  '1.2.3.4.5',
  `${'a'.repeat(64)}.fr`,
])('not a host: %j', async (host) => {
  expect(await refusal(to(host, ['8.8.4.4']))).toBe('resolve: malformed-host');
});

test('a resolver that does not know, fails or never answers', async () => {
  const failing = (code: string) => async () => {
    throw Object.assign(new Error(code), { code });
  };
  const host = 'smtp.example.com';
  expect(await refusal(resolveHost({ host, resolve: failing('ENOTFOUND') }))).toBe('resolve: unknown-host');
  expect(await refusal(resolveHost({ host, resolve: answering() }))).toBe('resolve: unknown-host');
  expect(await refusal(resolveHost({ host, resolve: failing('EAI_AGAIN') }))).toBe('resolve: resolver-failed');
  const never = () => new Promise<string[]>(() => {});
  expect(await refusal(resolveHost({ host, resolve: never, patience: 1 }))).toBe('resolve: resolver-failed');
});

test('only the ports given; the port of a private address is not told apart', async () => {
  expect(await refusal(to('smtp.example.com', ['8.8.4.4'], { port: 25 }))).toBe('guard: port-not-allowed');
  expect(await refusal(to('smtp.example.com', ['8.8.4.4'], { port: 22 }))).toBe('guard: port-not-allowed');
  expect(await refusal(to('smtp.example.com', ['10.0.0.1'], { port: 22 }))).toBe(NOT_PUBLIC);
});

test('a local address passes by name or by number when it was let through, with its port only', async () => {
  const allow = ['127.0.0.1:2526', 'mail.local:1025', '[::1]:2526'];
  expect(await to('127.0.0.1', [], { port: 2526, allow })).toEqual({ address: '127.0.0.1', family: 4 });
  expect(await to('localhost', ['::1', '127.0.0.1'], { port: 2526, allow })).toEqual({
    address: '127.0.0.1',
    family: 4,
  });
  expect(await to('mail.local', ['10.0.0.9'], { port: 1025, allow })).toEqual({ address: '10.0.0.9', family: 4 });
  expect(await refusal(to('127.0.0.1', [], { port: 2527, allow }))).toBe(NOT_PUBLIC);
  expect(await refusal(to('mail.local', ['10.0.0.9'], { port: 587, allow }))).toBe(NOT_PUBLIC);
  expect(await refusal(to('localhost', ['127.0.0.1', '10.0.0.1'], { port: 2526, allow }))).toBe(NOT_PUBLIC);
});

test('what was refused is said without a word of the address', () => {
  const resolved = { name: 'intranet.example', addresses: ['10.9.8.7'] };
  try {
    guardAddresses(resolved, { port: 587, ports: PORTS, allow: [] });
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(OutsideRefused);
    const { message, detail } = error as OutsideRefused;
    expect(`${message} ${detail.fr} ${detail.en}`).not.toMatch(/10\.9|intranet/);
  }
});
