import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { examineDkim } from './dkim.ts';
import { examineDmarc } from './dmarc.ts';
import { type Examined, worst } from './dns-finding.ts';
import type { DnsReader } from './dns-reader.ts';
import { examineSpf } from './spf.ts';

const DOMAIN = 'atelier.example';

/** A DNS that holds these texts, and of these names so many addresses and mail servers; of any other name, one. */
const dnsOf = (zone: Record<string, readonly string[]>, counts: Record<string, number> = {}): DnsReader => ({
  texts: async (name) => {
    const texts = zone[name];
    return texts ? { kind: 'found', texts } : { kind: 'none', exists: false };
  },
  count: async (name) => counts[name] ?? 1,
  close: () => {},
});
const told = ({ findings }: Examined) => ({
  status: worst(findings),
  words: findings.map(({ what, advice }) => `${what.fr} ${advice?.fr ?? ''}`).join(' '),
});

describe('SPF, by RFC 7208', () => {
  const spf = async (record: string, zone: Record<string, string[]> = {}, counts: Record<string, number> = {}) =>
    told(await examineSpf(DOMAIN, dnsOf({ [DOMAIN]: [record], ...zone }, counts), []));

  test.each([
    'v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ip6:::ffff:192.0.2.1 -all',
    'V=SPF1 IP4:192.0.2.1  A/24 MX:Mail.Atelier.Example//64 a:x.example/24//64 ~ALL',
    'v=spf1 a:%{i}._spf.%{d2} exists:%{ir}.%{v}._spf.x.example exp=e.%{d} -all',
    'v=spf1 note=bonjour -all',
    'v=spf1 -ip4:0.0.0.0/0 -all',
  ])('in order: %s', async (record) => {
    expect(await spf(record)).toMatchObject(record.includes('/0 ') ? { status: 'warning' } : { status: 'ok' });
  });

  test.each([
    ['ip4:300.1.2.3', 'ip4:300.1.2.3'],
    ['ip4:192.0.2', 'ip4:192.0.2'],
    ['ip4:192.0.2.1/33', '/33'],
    ['ip4:192.0.2.1/08', '/08'],
    ['ip4:', 'ip4:'],
    ['ip4', 'ip4'],
    ['ip6:1.2.3.4', 'ip6:1.2.3.4'],
    ['ip6:2001:db8::/129', '/129'],
    ['ip6:fe80::1%eth0', 'eth0'],
    ['a/33', 'a/33'],
    ['mx/24/64', 'mx/24/64'],
    ['include', 'include'],
    ['include:', 'include:'],
    ['include:x', 'include:x'],
    ['include:société.fr', 'include:société.fr'],
    ['include:x.example/24', 'include:x.example/24'],
    ['exists', 'exists'],
    ['redirect=', 'redirect='],
    ['+ip4:192.0.2.1,192.0.2.2', ',192.0.2.2'],
    ['a:%{x}.example', '%{x}'],
    ['ipv4:192.0.2.1', 'ipv4'],
    ['ip4:192.0.2.1\u00a0ip4:192.0.2.2', 'invisible'],
    ['mx\t', 'invisible'],
    ['in\u200bclude:x.example', 'invisible'],
    ['ip4:192.0.2.1~all', 'espace avant « ~all »'],
    ['mx-all', 'espace avant « -all »'],
  ])('undoes the whole record: %s', async (term, words) => {
    const found = await spf(`v=spf1 ${term} -all`);
    expect(found).toMatchObject({ status: 'invalid', words: expect.stringContaining(words) });
  });

  test('all takes nothing along', async () => {
    expect(await spf('v=spf1 mx -all:foo')).toMatchObject({ status: 'invalid' });
  });

  test.each([
    ['two redirects', 'v=spf1 redirect=x.example redirect=x.example', 'invalid', 'deux « redirect= »'],
    ['terms after all', 'v=spf1 -all ip4:192.0.2.1', 'warning', 'suit « -all » ne compte : ip4:192.0.2.1'],
    ['a redirect beside all', 'v=spf1 redirect=x.example ~all', 'warning', 'redirect=x.example'],
    ['a mechanism written as a modifier', 'v=spf1 ip4=192.0.2.1 -all', 'warning', 'ip4:192.0.2.1'],
    ['everybody, by a prefix', 'v=spf1 ip4:0.0.0.0/0 -all', 'invalid', '« ip4:0.0.0.0/0 », le SPF autorise'],
    ['everybody, by a prefix of IPv6', 'v=spf1 ip6:::/0 -all', 'invalid', 'monde entier'],
    ['everybody, by a name’s prefix', 'v=spf1 a/0 -all', 'invalid', 'monde entier'],
    ['everybody, through an include', 'v=spf1 include:open.example -all', 'invalid', 'include:open.example'],
    ['everybody, through two', 'v=spf1 include:x.example -all', 'ok', 'en ordre'],
    ['everybody, refused', 'v=spf1 mx -include:open.example ~all', 'warning', 'ne compte'],
  ])('%s', async (_what, record, status, words) => {
    const zone = { 'open.example': ['v=spf1 mx +all'], 'x.example': ['v=spf1 ?include:open.example -all'] };
    expect(await spf(record, zone)).toMatchObject({ status, words: expect.stringContaining(words) });
  });

  test.each([
    ['\u00a0v=spf1 -all', 'invalid'],
    ['"v=spf1 -all"', 'invalid'],
    ['v=spf1\u00a0-all', 'invalid'],
    ['v=spf1;-all', 'invalid'],
    ['v = spf1 -all', 'invalid'],
    ['spf1 -all', 'invalid'],
    ['v=spf10 -all', 'invalid'],
    ['google-site-verification=x', 'missing'],
  ])('“%s” is no record: %s', async (record, status) => {
    expect(await spf(record)).toMatchObject({ status });
  });

  test('no more than two names that hold nothing, ten mail servers', async () => {
    const empty = { 'a.example': 0, 'b.example': 0, 'c.example': 0, 'm.example': 11 };
    expect(await spf('v=spf1 a:a.example mx:b.example -all', {}, empty)).toMatchObject({ status: 'ok' });
    const three = await spf('v=spf1 a:a.example mx:b.example a:c.example -all', {}, empty);
    expect(three).toMatchObject({ status: 'invalid', words: expect.stringContaining('c.example') });
    expect(await spf('v=spf1 mx:m.example -all', {}, empty)).toMatchObject({ status: 'invalid' });
  });
});

describe('DMARC, by RFC 7489', () => {
  const dmarc = async (...records: string[]) =>
    told(await examineDmarc(DOMAIN, dnsOf({ [`_dmarc.${DOMAIN}`]: records })));
  const RUA = 'rua=mailto:a@e.fr';

  test.each([
    [`v=DMARC1; p=reject; ${RUA}`, 'ok', 'protège'],
    [
      `v = DMARC1 ;p = Quarantine; sp=none; adkim=s; aspf=r; fo=0:d; pct=100; ${RUA}!10m,mailto:b@e.fr;`,
      'ok',
      'protège',
    ],
    ['v=DMARC1; p=reject', 'ok', 'Personne ne reçoit'],
    [`v=DMARC1; p=reject; pct=0; ${RUA}`, 'warning', 'pct=0'],
    [`v=DMARC1; p=reject; pct=20; ${RUA}`, 'warning', '20 %'],
    [`v=DMARC1; p=reject; pct=lots; ${RUA}`, 'warning', 'pct=lots'],
    [`v=DMARC1; p=reject; t=y; ${RUA}`, 'warning', 't=y'],
    [`v=DMARC1; p=reject; p=none; ${RUA}`, 'invalid', 'deux « p= »'],
    [`v=DMARC1; p=reject; ${RUA}; ${RUA}`, 'invalid', 'deux « rua= »'],
    ['v=DMARC1; p=reject; rua=a@e.fr', 'warning', '« a@e.fr »'],
    ['v=DMARC1; p=reject; rua=mailto:a@e.fr,b@e.fr', 'warning', '« b@e.fr »'],
    ['v=DMARC1; p=reject; rua=mailto:a', 'warning', 'mailto:a'],
    [`v=DMARC1; ${RUA}; p=reject`, 'warning', 'juste après'],
    [`v=DMARC1; p=reject; rau=mailto:a@e.fr; ${RUA}`, 'warning', '« rau= »'],
    [`v=DMARC1; p=reject; adkim=strict; ${RUA}`, 'warning', 'adkim=strict'],
    [`v=DMARC1; p=reject; sp=maybe; ${RUA}`, 'invalid', 'sp=maybe'],
    [`v=DMARC1; p none; ${RUA}`, 'invalid', '« p none »'],
    ['v=DMARC1; p=“none”', 'invalid', '“none”'],
    ['v=DMARC1 p=none', 'invalid', 'aucun destinataire ne le lit'],
    ['v=dmarc1; p=none', 'invalid', 'aucun destinataire ne le lit'],
    ['"v=DMARC1; p=none"', 'invalid', 'aucun destinataire ne le lit'],
    ['\u00a0v=DMARC1; p=none', 'invalid', 'aucun destinataire ne le lit'],
    ['DMARC1; p=none', 'invalid', 'aucun destinataire ne le lit'],
    ['p=none; v=DMARC1', 'invalid', 'aucun destinataire ne le lit'],
    ['v=DMARC2; p=none', 'invalid', 'aucun destinataire ne le lit'],
    ['v=spf1 -all', 'missing', 'Ajoutez'],
  ])('%s: %s', async (record, status, words) => {
    expect(await dmarc(record)).toMatchObject({ status, words: expect.stringContaining(words) });
  });
});

describe('DKIM, by RFC 6376', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const KEY = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const BARE = publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64');
  const dkim = async (...records: string[]) =>
    told(await examineDkim(DOMAIN, dnsOf({ [`google._domainkey.${DOMAIN}`]: records }), []));

  test.each([
    ['v=DKIM1; k=rsa; p=KEY', 'ok', 'RSA 2048'],
    ['p=KEY', 'ok', 'RSA 2048'],
    ['v=DKIM1; p=BARE', 'ok', 'RSA 2048'],
    ['v=DKIM1; h=sha256:sha1; s=email; t=s; n=note; p=KEY;', 'ok', 'RSA 2048'],
    ['v=DKIM1; t=y; p=KEY', 'warning', 't=y'],
    ['v=DKIM1; t=s:y; p=KEY', 'warning', 't=y'],
    ['v=DKIM1; h=sha1; p=KEY', 'invalid', 'illisible'],
    ['v=DKIM1; s=tlsrpt; p=KEY', 'invalid', 'illisible'],
    ['v=DKIM1; k=dsa; p=KEY', 'invalid', 'illisible'],
    ['v=dkim1; p=KEY', 'invalid', 'illisible'],
    ['p=KEY; v=DKIM1', 'invalid', 'illisible'],
    ['v=DKIM1\\; k=rsa\\; p=KEY', 'invalid', 'illisible'],
    ['v=DKIM1; p=KEY; p=KEY', 'invalid', 'illisible'],
    ['v=DKIM1; k=rsa', 'invalid', 'illisible'],
    ['v=DKIM1; p="KEY"', 'invalid', 'guillemet'],
    ['v=DKIM1; p=\u200bKEY', 'invalid', 'invisible'],
    ['v=DKIM1; p=KEY\u00a0', 'invalid', 'invisible'],
    ['"v=DKIM1; p=KEY', 'invalid', 'illisible'],
    ['v=DKIM1; p=', 'invalid', 'révoquée'],
  ])('%s: %s', async (record, status, words) => {
    const found = await dkim(record.replaceAll('KEY', KEY).replaceAll('BARE', BARE));
    expect(found).toMatchObject({ status, words: expect.stringContaining(words) });
  });

  test('a key in pieces with spaces, and one key at a name', async () => {
    expect(await dkim(`v=DKIM1; p=${KEY.slice(0, 200)} \t${KEY.slice(200)}`)).toMatchObject({ status: 'ok' });
    const two = await dkim(`v=DKIM1; p=${KEY}`, 'v=DKIM1; p=');
    expect(two).toMatchObject({ status: 'invalid', words: expect.stringContaining('2 enregistrements') });
  });
});
