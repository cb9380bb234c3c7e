import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { say } from '../../shared/text.ts';
import { type ActOf, acts } from './acts.ts';
import { said } from './backed.ts';
import { append, type Entry, emptyChain } from './ledger.ts';

const tenant = 'acc_01k3v9x7c2m4q8r5t6w1y0z3ab' as Tenant;
const at = new Date('2027-03-01T10:00:00Z');
const orderActs = acts({
  ordered: {
    by: ['buyer'],
    details: { total: z.int(), note: z.string().optional() },
    personal: { name: z.string() },
    words: say('Commande passée', 'Order placed'),
  },
  reminded: { by: ['user', 'system'], words: say('Rappel envoyé', 'Reminder sent') },
  faxed: { by: [], words: say('Télécopie envoyée', 'Fax sent') },
});
type OrderAct = ActOf<typeof orderActs>;

const buyer = { kind: 'buyer', id: 'buy_1' } as const;
const ordered: OrderAct = { act: 'ordered', actor: buyer, at, details: { total: 1200 }, personal: { name: 'Zoé' } };
const record = (...happened: OrderAct[]) => orderActs.record(tenant, 'ord_1', emptyChain, happened);

describe('what does not compile', () => {
  it('an act that is not declared, or that nobody does any more', () => {
    // @ts-expect-error
    const undeclared: OrderAct = { act: 'opened', actor: buyer, at };
    // @ts-expect-error
    const over: OrderAct = { act: 'faxed', actor: buyer, at };
    expect([undeclared, over]).toBeDefined();
  });

  it('the act of somebody else, or of a person without an id', () => {
    // @ts-expect-error
    const byUser: OrderAct = { ...ordered, actor: { kind: 'user', id: 'usr_1' } };
    // @ts-expect-error
    const byNobody: OrderAct = { ...ordered, actor: { kind: 'buyer' } };
    const bySystem: OrderAct = { act: 'reminded', actor: { kind: 'system' }, at };
    expect([byUser, byNobody, bySystem]).toBeDefined();
  });

  it('a detail that is missing, of another kind, or not declared; a personal one in the clear', () => {
    const personal = { name: 'Zoé' };
    // @ts-expect-error
    const none: OrderAct = { act: 'ordered', actor: buyer, at, personal };
    // @ts-expect-error
    const text: OrderAct = { act: 'ordered', actor: buyer, at, details: { total: '12' }, personal };
    // @ts-expect-error
    const more: OrderAct = { act: 'ordered', actor: buyer, at, details: { total: 12, paid: true }, personal };
    // @ts-expect-error
    const clear: OrderAct = { act: 'ordered', actor: buyer, at, details: { total: 12, name: 'Zoé' }, personal };
    // @ts-expect-error
    const hidden: OrderAct = { act: 'reminded', actor: { kind: 'system' }, at, details: { total: 12 } };
    expect([none, text, more, clear, hidden]).toBeDefined();
  });

  it('to ask a chain for an act, or an act for a fact, that is not declared', () => {
    const { entries } = record(ordered);
    // @ts-expect-error
    expect(orderActs.among(entries, 'opened')).toEqual([]);
    const [first] = orderActs.among(entries, 'ordered');
    // @ts-expect-error
    expect(said(first, 'address')).toBeUndefined();
    expect([said(first, 'total'), said(first, 'name')]).toEqual([1200, 'Zoé']);
  });
});

describe('recording', () => {
  it('appends what is declared, personal facts as hashes with themselves beside', () => {
    const [entry] = record(ordered).entries;
    expect(entry).toMatchObject({ act: 'ordered', actor: buyer, details: { total: 1200 }, sequence: 1 });
    expect(JSON.stringify({ ...entry, clear: undefined })).not.toContain('Zoé');
    expect(entry?.clear?.name?.value).toBe('Zoé');
  });

  it('leaves out facts that are not known', () => {
    const facts = { total: 1200, note: undefined };
    expect(record({ ...ordered, details: facts }).entries[0]?.details).toEqual({ total: 1200 });
  });

  it('refuses a fact that slipped in past the compiler: it might name a person, and could never be erased', () => {
    const read = { total: 1200, name: 'Zoé' };
    expect(() => record({ ...ordered, details: { ...read } })).toThrow('name');
    const wrong = { ...ordered, details: { total: 12.5 } };
    expect(() => record(wrong)).toThrow('total');
  });
});

describe('a history', () => {
  const [entry] = record(ordered).entries;

  it('says what happened in the reader’s language, personal facts among the others', () => {
    expect(orderActs.view.parse(orderActs.viewOf(entry!, 'en'))).toEqual({
      act: 'ordered',
      words: 'Order placed',
      at: at.toISOString(),
      actor: buyer,
      details: { total: 1200, name: 'Zoé' },
    });
    const { clear: _, ...erased } = entry!;
    expect(orderActs.viewOf(erased, 'fr')).toMatchObject({ words: 'Commande passée', details: { total: 1200 } });
  });

  it('names to programs each act and each actor that there can be', () => {
    const { act, actor } = z.toJSONSchema(orderActs.view).properties as Record<string, z.core.JSONSchema.BaseSchema>;
    expect(act?.enum).toEqual(['ordered', 'reminded', 'faxed']);
    expect(actor?.properties?.kind).toMatchObject({ enum: ['buyer', 'user', 'system'] });
  });

  it('still has words for what is no longer done, and the name of what it never knew', () => {
    const old = append(tenant, 'ord_1', emptyChain, [{ act: 'faxed', actor: { kind: 'user', id: 'usr_1' }, at }]);
    expect(orderActs.viewOf(old.entries[0] as Entry, 'fr').words).toBe('Télécopie envoyée');
    for (const unknown of ['telexed', 'constructor']) expect(orderActs.wordsOf(unknown, 'fr')).toBe(unknown);
  });
});
