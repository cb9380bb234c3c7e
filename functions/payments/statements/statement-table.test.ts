import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../shared/problem/problem.ts';
import { readStatement } from './read-statement.ts';

const OWN = 'BE71096123456769';
const PAYER = 'FR7630006000011234567890189';
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const read = (file: string | Buffer, how = {}) => readStatement(Buffer.from(file), OWN, how);
const cents = async (file: string | Buffer, how = {}) => (await read(file, how)).incoming.map((one) => one.cents);
const refusal = (file: string, how = {}) =>
  read(file, how).then(
    () => 'taken',
    (problem: Problem) => `${problem.errors[0]?.pointer} ${problem.errors[0]?.detail.fr}`,
  );

describe('the table that a bank gives', () => {
  test('of Belgium: its own account, a structured reference, a sign, a comma, letters of Windows', async () => {
    const file = latin1(
      [
        'Numéro de compte;Nom;Devise;Date;Montant;Solde;numéro de compte contrepartie;Nom contrepartie;communication structurée;Communication libre',
        `${OWN};Durand;EUR;27/11/2026;1.234,50;9;${PAYER};Zoé Léger;***123/4567/89002***;`,
        'BE71 0961 2345 6769;Durand;EUR;28/11/2026;-15,00;8;;EDF;;Facture',
        `${OWN};Durand;USD;28/11/2026;15,00;8;;Bob;;Thanks`,
      ].join('\r\n'),
    );
    const found = await read(file);
    expect(found).toMatchObject({
      iban: OWN,
      ignored: 2,
      read: { reading: { encoding: 'windows-1252', delimiter: ';' } },
    });
    expect(found.incoming).toMatchObject([
      {
        ...{ cents: 123_450, bookedOn: '2026-11-27', texts: ['***123/4567/89002***'] },
        ...{ payer: 'Zoé Léger', payerIban: PAYER, place: 2 },
      },
    ]);
    expect(found.read?.columns).toEqual({
      ...{ ownIban: 'Numéro de compte', currency: 'Devise', day: 'Date', amount: 'Montant' },
      ...{ payerIban: 'numéro de compte contrepartie', payer: 'Nom contrepartie' },
      ...{ structured: 'communication structurée', text: 'Communication libre' },
    });
  });

  test('of France: lines above the titles, a column for what goes out and one for what comes in, a total below', async () => {
    const file = [
      'Compte courant no 123',
      'Solde au 28/11/2026;1 000,00 €',
      'Date de comptabilisation;Libelle operation;Informations complementaires;Debit;Credit',
      '27/11/2026;VIR SEPA MARTIN;RF79 1234 5678 9002;;19,90',
      '27/11/2026;PRLV EDF;contrat 1;-45,10;',
      ';;;;',
      '28/11/2026;VIR INST PETIT;merci;;"1 019,90"',
    ].join('\n');
    const found = await read(file);
    expect(found.ignored).toBe(1);
    expect(found.incoming.map(({ cents, texts }) => [cents, ...texts])).toEqual([
      [1990, 'RF79 1234 5678 9002', 'VIR SEPA MARTIN'],
      [101_990, 'merci', 'VIR INST PETIT'],
    ]);
  });

  test.each([
    ['points', 'Date,Amount,Description\n2026-11-27,"1,234.50",x\n', [123_450]],
    [
      'a column that says which way',
      'Datum\tBedrag\tAf Bij\tMededelingen\n27-11-2026\t12,00\tBij\tx\n27-11-2026\t5,00\tAf\ty\n',
      [1200],
    ],
    ['a mark of UTF-8 and a sign of the euro', '\ufeffDate;Montant;Libellé\n27/11/2026;"12,00 €";x\n', [1200]],
    ['two equal payments of a day', 'Date;Montant;Libellé\n27/11/2026;7;x\n27/11/2026;7;x\n', [700, 700]],
    ['nothing but what goes out', 'Date;Montant;Libellé\n27/11/2026;-7;x\n', []],
  ])('with %s', async (_what, file, expected) => {
    expect(await cents(file)).toEqual(expected);
  });

  test('whose titles say nothing is asked about, with its columns; what is told counts', async () => {
    const file = 'Quand;Combien;Quoi\n03/04/2026;12,00;x\n';
    expect(await refusal(file)).toMatch(/^\/columns\/day .*`day`.*1 Quand, 2 Combien, 3 Quoi/);
    expect(await refusal(file, { columns: { day: 'Quand' } })).toMatch(/^\/columns\/amount /);
    expect(await refusal(file, { columns: { day: 1, amount: 2 } })).toMatch(/^\/columns\/text /);
    expect(await refusal(file, { columns: { day: 'Jour' } })).toMatch(/pas de colonne « Jour »/);
    const columns = { day: 'quand', amount: 2, text: 'Quoi' };
    expect((await read(file, { columns })).incoming).toMatchObject([{ cents: 1200, bookedOn: '2026-04-03' }]);
    const monthFirst = await read(file, { columns, reading: { dateOrder: 'month-first' } });
    expect(monthFirst.incoming).toMatchObject([{ bookedOn: '2026-03-04' }]);
  });

  test('a column that is told to hold nothing is left', async () => {
    const file = `Date;Montant;Compte;Libellé\n27/11/2026;7;${PAYER};x\n`;
    expect(await refusal(file)).toMatch(/autre compte/);
    expect(await cents(file, { columns: { ownIban: null } })).toEqual([700]);
  });

  test.each([
    [
      'an amount that is none',
      'Date;Montant;Libellé\n27/11/2026;7;x\n27/11/2026;abc;x\n',
      /Ligne 3 : le montant « abc »/,
    ],
    ['one that could be two', 'Date;Montant;Libellé\n27/11/2026;1.234;x\n', /« 1\.234 »/],
    ['parts of a cent', 'Date;Montant;Libellé\n27/11/2026;"1,005";x\n', /« 1,005 »/],
    ['an amount of what goes out that is none', 'Date;Débit;Crédit;Libellé\n27/11/2026;x;;y\n', /« x »/],
    ['a power of ten', 'Date;Montant;Libellé\n27/11/2026;1E3;x\n', /« 1E3 »/],
    ['a day that is none', 'Date;Montant;Libellé\n31/02/2026;7;x\n', /la date « 31\/02\/2026 »/],
    ['no day', 'Date;Montant;Libellé\nTotal;7;x\n', /la date « Total »/],
    ['an unknown direction', 'Date;Montant;Sens;Libellé\n27/11/2026;7;?;x\n', /le sens « \? »/],
    [
      'another account',
      `Date;Montant;Compte;Libellé\n27/11/2026;7;${PAYER};x\n`,
      /Ligne 2 : elle est d’un autre compte/,
    ],
    ['a quotation mark that stays open', 'Date;Montant;Libellé\n27/11/2026;7;"x\n28/11/2026;7;y\n', /guillemet/],
    ['nothing', '', /vide/],
  ])('with %s is refused whole', async (_what, file, says) => {
    expect(await refusal(file)).toMatch(says);
  });
});
