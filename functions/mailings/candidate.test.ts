import { describe, expect, it } from 'vitest';
import { audienceFilter } from './audience-filter.ts';
import { isFor } from './candidate.ts';

const contact = {
  ...{ id: 'ctc_1', kind: 'customer' as const, firstName: 'Zoé', lastName: 'Lefèvre', company: 'L’Œuvre & Fils' },
  ...{ emails: ['zoe@oeuvre.example'], phones: ['+33612345678'], version: 1, documents: 0 },
  ...{ createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-06-30T22:00:00.000Z' },
};
const zoe = { contact, email: 'zoe@oeuvre.example', lists: new Set(['lst_fair']) };
const stranger = {
  email: 'ali@ailleurs.example',
  listed: {
    listId: 'lst_fair',
    fields: { firstName: 'Ali', phone: '+33699887766' },
    addedAt: '2026-07-01T08:00:00.000Z',
  },
  lists: new Set(['lst_fair']),
};

describe('a mailing is for a contact', () => {
  it.each<[string, unknown, boolean]>([
    ['an empty filter', {}, true],
    ['their kind', { kind: 'customer' }, true],
    ['another kind', { kind: 'supplier' }, false],
    ['one of several kinds', { kind: ['supplier', 'customer'] }, true],
    ['words, whatever the accents', { words: 'lefevre oeuvre' }, true],
    ['a word that no word begins with', { words: 'fevre' }, false],
    ['a field that holds the text', { fields: { company: 'OEUVRE' } }, true],
    ['a field that does not', { fields: { firstName: 'Anne' } }, false],
    ['two fields, of which one does not', { fields: { firstName: 'zoe', company: 'Durand' } }, false],
    ['the address', { fields: { email: '@oeuvre.' } }, true],
    ['a phone number', { fields: { phone: '+336123' } }, true],
    ['touched since a day, that day included', { lastActivity: { since: '2026-06-30' } }, true],
    ['touched since the day after', { lastActivity: { since: '2026-07-01' } }, false],
    ['touched before that day', { lastActivity: { before: '2026-06-30' } }, false],
    ['several conditions, all of them', { kind: 'customer', words: 'zoe', fields: { company: 'fils' } }, true],
    ['several conditions, one of which fails', { kind: 'supplier', words: 'zoe' }, false],
    ['a list that has the address', { lists: ['lst_fair'] }, true],
    ['a list that has it not', { lists: ['lst_other'] }, false],
    ['and', { and: [{ kind: 'customer' }, { words: 'zoe' }] }, true],
    ['and, one of which fails', { and: [{ kind: 'customer' }, { words: 'anne' }] }, false],
    ['or', { or: [{ kind: 'supplier' }, { words: 'zoe' }] }, true],
    ['or, none of which holds', { or: [{ kind: 'supplier' }, { words: 'anne' }] }, false],
    ['not', { not: { kind: 'supplier' } }, true],
    ['not, of what holds', { not: { or: [{ kind: 'supplier' }, { words: 'zoe' }] } }, false],
  ])('by %s', (_what, filter, expected) => {
    expect(isFor(audienceFilter.parse(filter), zoe)).toBe(expected);
  });
});

describe('a mailing is for an address of a list that no record has', () => {
  it.each<[string, unknown, boolean]>([
    ['its list', { lists: ['lst_other', 'lst_fair'] }, true],
    ['another list', { lists: ['lst_other'] }, false],
    ['not its list', { not: { lists: ['lst_fair'] } }, false],
    ['any kind of record', { kind: ['customer', 'supplier', 'directory'] }, false],
    ['words that stand beside it', { words: 'ali' }, true],
    ['a field that stands beside it', { fields: { phone: '6998' } }, true],
    ['when it was added', { lastActivity: { since: '2026-07-01', before: '2026-07-02' } }, true],
    ['its list, or a kind', { or: [{ kind: 'customer' }, { lists: ['lst_fair'] }] }, true],
  ])('by %s', (_what, filter, expected) => {
    expect(isFor(audienceFilter.parse(filter), stranger)).toBe(expected);
  });

  it.each<[string, Record<string, string>, unknown, boolean]>([
    ['a first name', { Prénom: 'Élodie' }, { fields: { firstName: 'elodie' } }, true],
    ['a last name', { 'NOM DE FAMILLE': 'Le Goff' }, { words: 'goff' }, true],
    ['a company', { 'Raison sociale': 'Menuiserie Durand' }, { fields: { company: 'durand' } }, true],
    ['a telephone', { Portable: '0699887766' }, { fields: { phone: '699887766' } }, true],
    ['the very field, where both stand', { firstName: 'Ali', Prénom: 'Zoé' }, { fields: { firstName: 'zoe' } }, false],
    ['nothing of a person', { Ville: 'Lyon' }, { words: 'lyon' }, false],
  ])('by a column that says %s in its title', (_what, fields, filter, expected) => {
    const one = { ...stranger, listed: { ...stranger.listed, fields } };
    expect(isFor(audienceFilter.parse(filter), one)).toBe(expected);
  });
});

it.each([
  [{ kind: 'friend' }],
  [{ lists: [] }],
  [{ or: [...'abcdefghijk'].map((id) => ({ lists: [id] })) }],
  [{ words: ' ' }],
  [{ fields: { city: 'Lyon' } }],
  [{ lastActivity: { since: '30/06/2026' } }],
  [{ or: [] }],
  [{ tags: ['vip'] }],
  [{ not: { not: { not: { not: { not: {} } } } } }],
])('refuses %j', (filter) => {
  expect(audienceFilter.safeParse(filter).success).toBe(false);
});
