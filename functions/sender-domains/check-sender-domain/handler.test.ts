import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DnsServer, startDns, type Zone } from '../../../test/dns.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { setVariables } from '../../../test/variables.ts';
import createContract from '../../sending-accounts/create-smtp-account/contract.ts';
import { handler as createSmtpAccount } from '../../sending-accounts/create-smtp-account/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

const keyOf = (bits: number) =>
  generateKeyPairSync('rsa', { modulusLength: bits })
    .publicKey.export({ type: 'spki', format: 'der' })
    .toString('base64');
const GOOD_KEY = keyOf(2048);

let dns: DnsServer;
let t: TestTenant;
beforeAll(async () => {
  [dns, t] = await Promise.all([startDns(), tenant()]);
  setVariables({ DNS_SERVER: dns.server });
});
afterAll(() => dns.close());

const check = async (
  zone: Zone,
  query: Record<string, string> = {},
  more: { domain?: string; locale?: string } = {},
) => {
  const { domain = 'atelier.example', locale = 'fr' } = more;
  dns.setZone(zone);
  const headers = { 'accept-language': locale };
  const { status, body } = await t.call(handler, contract, { params: { domain }, query, headers });
  expect(status).toBe(200);
  return body;
};

const SOUND = {
  'atelier.example': ['google-site-verification=x', 'v=spf1 include:_spf.google.com ~all'],
  '_spf.google.com': ['v=spf1 ip4:192.0.2.0/24 ~all'],
  'google._domainkey.atelier.example': [`v=DKIM1; k=rsa; p=${GOOD_KEY}`],
  '_dmarc.atelier.example': ['v=DMARC1; p=quarantine; rua=mailto:a@atelier.example'],
};
const withSpf = (record: string, others: Zone = {}): Zone => ({ ...SOUND, 'atelier.example': [record], ...others });

test('a domain in order: records shown, nothing to do', async () => {
  const body = await check(SOUND);
  expect(body).toMatchObject({
    domain: 'atelier.example',
    spf: { status: 'ok', record: 'v=spf1 include:_spf.google.com ~all' },
    dkim: { status: 'ok', record: `v=DKIM1; k=rsa; p=${GOOD_KEY}` },
    dmarc: { status: 'ok', policy: 'quarantine' },
    advice: [],
  });
  expect(body.spf.explanation).toContain('1 recherches');
  expect(body.dkim.selectors).toContainEqual(expect.objectContaining({ selector: 'google', status: 'ok' }));
  expect(body.dkim.selectors).toContainEqual({ selector: 'brevo1', status: 'missing' });
});

test('a domain with nothing: what to add, in the caller’s language', async () => {
  const fr = await check({ 'atelier.example': [] });
  expect([fr.spf.status, fr.dkim.status, fr.dmarc.status]).toEqual(['missing', 'missing', 'missing']);
  expect(fr.advice).toHaveLength(3);
  expect(fr.advice[0]).toMatch(/^Ajoutez à la racine.*v=spf1 ~all$/);
  expect(fr.dmarc.explanation).toMatch(/Gmail, Yahoo et Outlook/);
  const en = await check({ 'atelier.example': [] }, {}, { locale: 'en' });
  expect(en.advice[2]).toMatch(/v=DMARC1; p=none; rua=/);
  expect(en.spf.explanation).toMatch(/has no SPF record/);
});

test('a domain that does not exist is told so, and to nothing else is there anything to do', async () => {
  const { spf, advice } = await check({});
  expect(advice).toEqual([expect.stringMatching(/enregistrez-le/)]);
  expect(spf).toMatchObject({ status: 'missing', explanation: expect.stringContaining('n’existe pas') });
});

describe('SPF', () => {
  const chain = (length: number): Zone =>
    Object.fromEntries(
      Array.from({ length }, (_, i) => [
        `i${i}.example`,
        [i + 1 < length ? `v=spf1 include:i${i + 1}.example` : 'v=spf1'],
      ]),
    );
  const cases: [string, Zone, string, RegExp][] = [
    ['two records', { ...SOUND, 'atelier.example': ['v=spf1 -all', 'v=spf1 mx ~all'] }, 'invalid', /2 enregistrements/],
    ['the whole world', withSpf('v=spf1 +all'), 'invalid', /\+all/],
    ['the whole world, unsaid', withSpf('v=spf1 mx all'), 'invalid', /\+all/],
    ['nothing of others', withSpf('v=spf1 mx'), 'warning', /ne dit rien des autres/],
    ['nothing of others, in so many words', withSpf('v=spf1 mx ?all'), 'warning', /ne dit rien des autres/],
    ['ten look-ups', withSpf('v=spf1 a mx include:i0.example -all', chain(8)), 'ok', /10 recherches/],
    ['eleven look-ups', withSpf('v=spf1 a mx include:i0.example -all', chain(9)), 'invalid', /plus de 10/],
    ['a misspelt term', withSpf('v=spf1 includ:_spf.google.com ~all'), 'invalid', /« includ:_spf.google.com »/],
    ['an include of nothing', withSpf('v=spf1 include:nowhere.example ~all'), 'invalid', /renvoie à nowhere.example/],
    [
      'an include of a domain without SPF',
      withSpf('v=spf1 include:x.example ~all', { 'x.example': ['hi'] }),
      'invalid',
      /x.example/,
    ],
    [
      'a circle',
      withSpf('v=spf1 include:c.example ~all', { 'c.example': ['v=spf1 include:atelier.example'] }),
      'invalid',
      /rond/,
    ],
    ['ptr', withSpf('v=spf1 ptr ~all'), 'warning', /« ptr »/],
    [
      'an include that does not answer',
      withSpf('v=spf1 include:x.example ~all', { 'x.example': 'servfail' }),
      'unreadable',
      /x.example n’a pas répondu/,
    ],
    [
      'the record of another',
      withSpf('v=spf1 redirect=x.example', { 'x.example': ['v=spf1 a -all'] }),
      'ok',
      /2 recherches/,
    ],
    [
      'the openness of another',
      withSpf('v=spf1 redirect=x.example', { 'x.example': ['v=spf1 +all'] }),
      'invalid',
      /\+all/,
    ],
    [
      'an include that opens to all',
      withSpf('v=spf1 include:x.example -all', { 'x.example': ['v=spf1 +all'] }),
      'invalid',
      /« include:x.example », le SPF autorise le monde entier/,
    ],
    ['macros and modifiers', withSpf('v=spf1 exists:%{i}.x.example exp=e.example -all'), 'ok', /1 recherches/],
    ['a record in capitals', withSpf('V=SPF1 IP4:192.0.2.1 -ALL'), 'ok', /0 recherches/],
    ['a record in many pieces', withSpf(`v=spf1 ${'ip4:192.0.2.1 '.repeat(60)}-all`), 'ok', /ordre/],
  ];
  test.each(cases)('%s', async (_what, zone, status, explanation) => {
    const { spf, advice } = await check(zone);
    expect(spf).toMatchObject({ status, explanation: expect.stringMatching(explanation) });
    expect(advice.length > 0).toBe(status !== 'ok');
  });

  test('that does not fit in a datagram is read whole', async () => {
    const long = `v=spf1 ${'ip4:192.0.2.1 '.repeat(300)}-all`;
    const { spf } = await check({ ...SOUND, 'atelier.example': { truncated: [long] } });
    expect(spf).toMatchObject({ status: 'ok', record: long });
  });

  test('names the provider through which the account writes in the name of this domain, or the one that is asked', async () => {
    const account = {
      preset: 'ovh',
      login: 'a@ovh.example',
      password: 'p',
      fromAddress: 'a@ovh.example',
      owner: 'shop',
    };
    expect((await t.call(createSmtpAccount, createContract, { body: account })).status).toBe(201);
    const zone = { 'ovh.example': ['v=spf1 include:_spf.google.com ~all'], '_spf.google.com': ['v=spf1 -all'] };
    const { spf, advice } = await check(zone, {}, { domain: 'ovh.example' });
    expect(spf).toMatchObject({ status: 'warning', explanation: expect.stringContaining('serveurs de OVH') });
    expect(advice[0]).toContain('« include:mx.ovh.com »');
    const named = { ...zone, 'ovh.example': ['v=spf1 include:mx.ovh.com ~all'], 'mx.ovh.com': ['v=spf1 -all'] };
    expect((await check(named, {}, { domain: 'ovh.example' })).spf.status).toBe('ok');
    const other = await check(SOUND, { provider: 'brevo' });
    expect(other.advice[0]).toContain('include:spf.brevo.com');
    expect((await check(SOUND, { provider: 'gmail' })).spf.status).toBe('ok');
  });
});

describe('DKIM', () => {
  const withKey = (record: string, selector = 'google'): Zone => ({
    'atelier.example': [],
    [`${selector}._domainkey.atelier.example`]: [record],
  });
  const cases: [string, string, string, RegExp][] = [
    ['a key of 1024 bits', `p=${keyOf(1024)}`, 'warning', /1024 bits/],
    ['a key too weak', `v=DKIM1; p=${keyOf(512)}`, 'invalid', /trop faible/],
    ['a key cut short', `v=DKIM1; k=rsa; p=${GOOD_KEY.slice(0, 200)}`, 'invalid', /illisible/],
    ['a key that was taken back', 'v=DKIM1; p=', 'invalid', /révoquée/],
    ['an Ed25519 key', `v=DKIM1; k=ed25519; p=${Buffer.alloc(32, 7).toString('base64')}`, 'ok', /Ed25519/],
    ['a wildcard’s text', 'v=spf1 -all', 'missing', /Aucune clé/],
  ];
  test.each(cases)('%s', async (_what, record, status, explanation) => {
    expect((await check(withKey(record))).dkim).toMatchObject({
      status,
      explanation: expect.stringMatching(explanation),
    });
  });

  test('a key taken back is no matter beside one that signs', async () => {
    const zone = { ...SOUND, 'selector1._domainkey.atelier.example': ['v=DKIM1; p='] };
    expect((await check(zone)).dkim).toMatchObject({ status: 'ok', record: expect.stringContaining(GOOD_KEY) });
  });

  test('under another name, when it is given; a name that leads elsewhere is followed', async () => {
    const zone: Zone = {
      'atelier.example': [],
      'token1._domainkey.atelier.example': { cname: 'token1.dkim.amazonses.example' },
      'token1.dkim.amazonses.example': [`p=${GOOD_KEY}`],
      'brevo1._domainkey.atelier.example': { cname: 'gone.brevo.example' },
    };
    expect((await check(zone)).dkim.status).toBe('missing');
    expect((await check(zone, { selector: 'token1' })).dkim.status).toBe('ok');
    const { dkim, advice } = await check(zone, { selector: 'token1,token2' });
    expect(dkim).toMatchObject({ status: 'missing', explanation: expect.stringContaining('« token2 »') });
    expect(advice).toContainEqual(expect.stringContaining('token2._domainkey'));
  });
});

describe('DMARC', () => {
  const cases: [string, Zone, object][] = [
    [
      'none',
      { '_dmarc.atelier.example': ['v=DMARC1; p=none; rua=mailto:a@e.fr'] },
      { status: 'warning', policy: 'none' },
    ],
    [
      'reject, without reports',
      { '_dmarc.atelier.example': ['v=DMARC1;p=reject'] },
      { status: 'ok', policy: 'reject' },
    ],
    ['no policy', { '_dmarc.atelier.example': ['v=DMARC1; rua=mailto:a@e.fr'] }, { status: 'invalid' }],
    ['a policy of its own', { '_dmarc.atelier.example': ['v=DMARC1; p=maybe'] }, { status: 'invalid' }],
    ['two records', { '_dmarc.atelier.example': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] }, { status: 'invalid' }],
    ['another text', { '_dmarc.atelier.example': ['hello'] }, { status: 'missing' }],
    ['a failure', { '_dmarc.atelier.example': 'servfail' }, { status: 'unreadable' }],
  ];
  test.each(cases)('%s', async (_what, zone, dmarc) => {
    expect((await check({ 'atelier.example': [], ...zone })).dmarc).toMatchObject(dmarc);
  });

  test('of the organisation holds for what is below, as it says', async () => {
    const zone = { '_dmarc.atelier.example': ['v=DMARC1; p=reject; sp=none; rua=mailto:a@e.fr'] };
    const { dmarc } = await check(zone, {}, { domain: 'a.mail.atelier.example' });
    expect(dmarc).toMatchObject({ status: 'warning', policy: 'none' });
    expect(dns.asked).not.toContain('_dmarc.example');
  });
});

test('a DNS that fails is told, with what to do', async () => {
  const names = ['atelier.example', '_dmarc.atelier.example'];
  const body = await check(Object.fromEntries(names.map((name) => [name, 'servfail'])));
  expect([body.spf.status, body.dmarc.status]).toEqual(['unreadable', 'unreadable']);
  expect(body.advice[0]).toMatch(/Réessayez/);
});

test('a public mailbox has nothing for its user to change', async () => {
  const { advice } = await check({ 'gmail.com': ['v=spf1 -all'] }, {}, { domain: 'gmail.com' });
  expect(advice).toEqual([expect.stringMatching(/gmail\.com appartient à votre fournisseur/)]);
});

describe('the domain', () => {
  test('in any alphabet, any case, with its last dot', async () => {
    const { domain, spf } = await check({ 'xn--caf-dma.example': ['v=spf1 -all'] }, {}, { domain: 'Café.Example.' });
    expect(domain).toBe('xn--caf-dma.example');
    expect(spf.status).toBe('ok');
  });

  test.each([
    'localhost',
    '127.0.0.1',
    '[::1]',
    'a..fr',
    '-a.fr',
    'a.fr?x',
    'anne@exemple.fr',
    `${'a'.repeat(64)}.fr`,
    'a b.fr',
    '_dmarc.a.fr',
    'a.1',
  ])('not %s', async (domain) => {
    const { status, body } = await t.call(handler, contract, { params: { domain } });
    expect(status).toBe(422);
    expect(body.errors[0].pointer).toBe('domain');
  });

  test.each([
    ['selector', 'a/b'],
    ['selector', 'a,b,c,d,e,f'],
    ['provider', 'pigeon'],
  ])('nor a %s like %s', async (name, value) => {
    const { status, body } = await t.call(handler, contract, { params: { domain: 'a.fr' }, query: { [name]: value } });
    expect(status).toBe(422);
    expect(body.errors[0].pointer).toMatch(new RegExp(`^\\?${name}`));
  });

  test('not without the right', async () => {
    const as = await t.key('contacts:read');
    expect((await t.call(handler, contract, { params: { domain: 'a.fr' }, as })).status).toBe(403);
  });
});
