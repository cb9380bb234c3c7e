import { describe, expect, test } from 'vitest';
import fc from '../../test/property.ts';
import { epcPicture, epcText } from './epc-qr.ts';
import { iban } from './iban.ts';
import { isOgm, isRf, LARGEST_BASE, printedOgm, printedRf, referenceOf, referencesIn } from './reference.ts';
import { readCamt } from './statements/camt.ts';

const OWN = 'BE71096123456769';

describe('a reference is RF and OGM at once', () => {
  test.each([
    [1, '000000000101', 'RF90000000000101'],
    [97, '000000009797', 'RF04000000009797'],
    [1_234_567_890, '123456789002', 'RF79123456789002'],
    [9_999_999_999, '999999999948', 'RF58999999999948'],
  ])('%i', (base, ogm, rf) => {
    expect(referenceOf(base)).toEqual({ ogm, rf });
  });

  test('as people read it', () => {
    expect(printedOgm('123456789002')).toBe('+++123/4567/89002+++');
    expect(printedRf('RF79123456789002')).toBe('RF79 1234 5678 9002');
    expect(isRf('RF18539007547034')).toBe(true);
  });

  const base = fc.integer({ min: 1, max: LARGEST_BASE });
  test('both check, and are found again however they are written', () => {
    fc.assert(
      fc.property(base, fc.constantFrom('lower', 'spaces', 'stars', 'bare', 'sentence'), (number, how) => {
        const { rf, ogm } = referenceOf(number);
        const written = {
          lower: printedRf(rf).toLowerCase(),
          spaces: ogm.replace(/(\d{3})(\d{4})/, '$1 $2 '),
          stars: printedOgm(ogm).replaceAll('+', '*'),
          bare: rf,
          sentence: `Commande ${printedOgm(ogm)}, merci`,
        }[how];
        expect(isRf(rf) && isOgm(ogm)).toBe(true);
        expect(referencesIn([written])).toEqual([ogm]);
      }),
    );
  });

  test('a digit that is another one makes none', () => {
    fc.assert(
      fc.property(base, fc.nat(11), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
        const { ogm } = referenceOf(number);
        const other = (Number(ogm[place]) + by) % 10;
        expect(referencesIn([ogm.slice(0, place) + other + ogm.slice(place + 1)])).toEqual([]);
      }),
    );
  });

  test('split over two lines it is one; two are two; in a longer number there is none', () => {
    expect(referencesIn(['Commande RF79 1234', '5678 9002'])).toEqual(['123456789002']);
    expect(referencesIn(['RF79123456789002 et 000000000101'])).toEqual(['123456789002', '000000000101']);
    expect(referencesIn(['9123456789002', 'BE71096123456769'])).toEqual([]);
  });
});

describe('the code that a banking app reads', () => {
  const transfer = { holder: 'Éditions Durand', iban: OWN, cents: 1234, rf: 'RF79123456789002' };
  test('has its lines, the reference in the structured one', () => {
    expect(epcText(transfer).split('\n')).toEqual([
      ...['BCD', '002', '1', 'SCT', '', 'Éditions Durand', OWN, 'EUR12.34', '', 'RF79123456789002'],
    ]);
    expect(epcPicture(transfer)).toMatch(/^<svg/);
  });
  test.each([0, -1, 1.5, Number.NaN, 1e21])('no amount of %d', (cents) => {
    expect(() => epcText({ ...transfer, cents })).toThrow(RangeError);
  });
  test('an amount is in plain decimals; a long name is cut at a whole letter', () => {
    expect(epcText({ ...transfer, cents: 99_999_999_999 })).toContain('EUR999999999.99');
    expect(epcPicture({ ...transfer, holder: 'é'.repeat(300) })).toMatch(/^<svg/);
  });
});

test('an IBAN is taken with spaces in any case, and not with a digit swapped', () => {
  expect(iban.parse('be71 0961 2345 6769')).toBe(OWN);
  expect(iban.safeParse('BE71 0961 2345 6796').success).toBe(false);
});

const camt = (version: string, entries: string, account = OWN) => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>${account}</IBAN></Id></Acct>
${entries}</Stmt></BkToCstmrStmt></Document>`;
const entry = ({ amount = '12.34', currency = 'EUR', kind = 'CRDT', status = 'BOOK', more = '', details = '' } = {}) =>
  `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${kind}</CdtDbtInd>${more}<Sts>${status}</Sts>
<BookgDt><Dt>2026-11-27</Dt></BookgDt><AcctSvcrRef>B1</AcctSvcrRef><NtryDtls>${details}</NtryDtls></Ntry>`;

describe('a statement (CAMT.053)', () => {
  const structured = '<RmtInf><Strd><CdtrRefInf><Ref>RF79123456789002</Ref></CdtrRefInf></Strd></RmtInf>';

  test('of version 2: reference, payer, day, the bank’s id', () => {
    const details = `<TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><RltdPties><Dbtr><Nm>Anne Martin</Nm></Dbtr><DbtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></DbtrAcct></RltdPties>${structured}</TxDtls>`;
    expect(readCamt(camt('02', entry({ details })), OWN)).toEqual({
      iban: OWN,
      ignored: 0,
      incoming: [
        {
          ...{ cents: 1234, bookedOn: '2026-11-27', texts: ['RF79123456789002'], bankId: 'B1', endToEndId: 'E1' },
          ...{ payer: 'Anne Martin', payerIban: 'FR7630006000011234567890189', place: 1 },
        },
      ],
    });
  });

  test('of version 8: the state is a code, the payer a party; several free lines all count', () => {
    const details =
      '<TxDtls><RltdPties><Dbtr><Pty><Nm>Zoé</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>RF79 1234</Ustrd><Ustrd>5678 9002</Ustrd></RmtInf></TxDtls>';
    const { incoming } = readCamt(camt('08', entry({ status: '<Cd>BOOK</Cd>', details })), OWN);
    expect(incoming).toMatchObject([{ payer: 'Zoé', cents: 1234 }]);
    expect(referencesIn(incoming[0]?.texts ?? [])).toEqual(['123456789002']);
  });

  test('a batch is so many payments', () => {
    const one = (amount: string) => `<TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls></TxDtls>`;
    const { incoming } = readCamt(camt('02', entry({ amount: '30.00', details: one('10.00') + one('20.00') })), OWN);
    expect(incoming.map(({ cents, bankId }) => [cents, bankId])).toEqual([
      [1000, 'B1/1'],
      [2000, 'B1/2'],
    ]);
  });

  test('what is no booked credit in euros is passed over', () => {
    const entries = [
      entry({ kind: 'DBIT' }),
      entry({ status: 'PDNG' }),
      entry({ currency: 'CHF' }),
      entry({ more: '<RvslInd>true</RvslInd>' }),
    ];
    expect(readCamt(camt('02', entries.join('')), OWN)).toMatchObject({ incoming: [], ignored: 4 });
  });

  test.each([
    ['an amount that cannot be read', camt('02', entry({ amount: '12,34' })), /« 12,34 »/],
    ['a fraction of a cent', camt('02', entry({ amount: '12.345' })), /12\.345/],
    ['another account', camt('02', '', 'FR7630006000011234567890189'), /autre compte/],
    ['no XML', 'Date;Montant\n', /ne se lit pas/],
    ['an entity', `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${camt('02', '')}`, /ne se lit pas/],
    ['another XML', '<Document xmlns="urn:x"/>', /CAMT\.053/],
  ])('with %s is refused whole', (_what, xml, says) => {
    expect(() => readCamt(xml, OWN)).toThrow();
    try {
      readCamt(xml, OWN);
    } catch (error) {
      expect((error as { errors: { detail: { fr: string } }[] }).errors[0]?.detail.fr).toMatch(says);
    }
  });
});
