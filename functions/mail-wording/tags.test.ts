import { describe, expect, test } from 'vitest';
import fc from '../../test/property.ts';
import { placesOf } from './html-tags.ts';
import { render } from './render.ts';
import { checkTags, tagsIn } from './tags.ts';

const values = { firstName: 'Zoé', link: 'https://guichet.example/sign/4kX0?a=1&b=2', company: 'Durand & fils' };
const html = (text: string, given: Record<string, string | undefined> = values) =>
  render(text, given, { escape: 'html' });
const plain = (text: string, given: Record<string, string | undefined> = values) =>
  render(text, given, { escape: 'text' });

describe('what is a tag', () => {
  test.each([
    '#firstName#',
    '[[!firstName]]',
    '{{firstName}}',
    '#FirstName#',
    '{{ FIRSTNAME }}',
    '[[! firstName\u00a0]]',
  ])('%s', (tag) => {
    expect(plain(`Bonjour ${tag}, à jeudi`)).toBe('Bonjour Zoé, à jeudi');
  });

  test.each([
    '#',
    '##',
    '#fff',
    'color:#fff;background:#1c5a48',
    '<a href="#top">haut</a>',
    'C# et F#',
    'rayon #12#',
    '&#39;&#233;',
    '{{}}',
    '{{ first name }}',
    '{firstName}',
    '[[firstName]]',
    '[[!firstName]',
    '# firstName #',
    `#${'a'.repeat(61)}#`,
    '{{firstName',
    '{{constructor.name}}',
  ])('%s is not, and survives', (text) => {
    expect(tagsIn(text)).toEqual([]);
    for (const as of ['html', 'text', 'subject'] as const) expect(render(text, values, { escape: as })).toBe(text);
  });

  test.each([
    ['##firstName##', '#Zoé#'],
    ['{{{firstName}}}', '{Zoé}'],
    ['[[[!firstName]]]', '[Zoé]'],
    ['#firstName##firstName#', 'ZoéZoé'],
    ['#fff #firstName#', '#fff Zoé'],
    ['#top#', ''],
    ['#toString#{{__proto__}}{{hasOwnProperty}}', '{{__proto__}}'],
  ])('%s -> %s', (text, rendered) => {
    expect(plain(text)).toBe(rendered);
  });

  test('each is listed once, as it is first written', () => {
    expect(tagsIn('#Link# {{firstName}} {{link}} [[!FIRSTNAME]] #other#')).toEqual(['Link', 'firstName', 'other']);
  });

  test('those that are unknown and those that are missed are told', () => {
    const known = [
      { name: 'link', required: true },
      { name: 'firstName', required: false },
      { name: 'code', required: true },
    ];
    expect(checkTags('#Link# #Prenom# {{firstName}} {{oups}}', known)).toEqual({
      unknown: ['Prenom', 'oups'],
      missing: ['code'],
    });
  });
});

describe('values', () => {
  test('one that is missing leaves nothing', () => {
    expect(plain('Bonjour {{nickname}}, {{firstName}}', { firstName: undefined })).toBe('Bonjour , ');
  });

  test('in HTML they are text, and their lines are kept', () => {
    expect(html('<p>{{v}}</p>', { v: '<b onclick="x">&\nà jeudi' })).toBe(
      '<p>&lt;b onclick=&quot;x&quot;&gt;&amp;<br />à jeudi</p>',
    );
    expect(html('<img alt="{{v}}" />', { v: '" onerror="x\r\n' })).toBe('<img alt="&quot; onerror=&quot;x" />');
  });

  test('a tag in a value stays text', () => {
    expect(plain('{{a}}', { a: '{{b}} #b#', b: 'secret' })).toBe('{{b}} #b#');
    expect(plain('{{a}}b}}', { a: '{{', b: 'secret' })).toBe('{{b}}');
  });

  test.each([
    ['https://exemple.fr/?a=1&b=2', 'https://exemple.fr/?a=1&amp;b=2'],
    ['mailto:anne@exemple.fr', 'mailto:anne@exemple.fr'],
    ['javascript:alert(1)', '#'],
    ['JAVASCRIPT:alert(1)', '#'],
    [' javascript:alert(1)', '#'],
    ['java\nscript:alert(1)', '#'],
    ['data:text/html,<script>', '#'],
    ['vbscript:x', '#'],
    ['//exemple.fr', '#'],
    ['exemple', '#'],
    ['', ''],
  ])('as a link, %j gives %j', (link, href) => {
    expect(html('<a href="{{link}}">x</a>', { link })).toBe(`<a href="${href}">x</a>`);
    expect(html("<a title='a' href = '{{empty}} #link#'>x</a>", { link })).toBe(`<a title='a' href = '${href}'>x</a>`);
  });

  test.each([
    ['{{empty}}javascript:alert(1)', '#'],
    ['java{{empty}}script:alert(2)', '#'],
    [' {{empty}}&#106;ava&Tab;script&colon;alert(3)', '#'],
    ['{{empty}}data:text/html,x', '#'],
    ['\u0001{{empty}}vb\u200bscript:x', '#'],
    ['{{empty}}https://e.fr/?a=1&amp;b=2', 'https://e.fr/?a=1&amp;b=2'],
    ['{{empty}}#haut', '#haut'],
  ])('whatever was saved, %j opens nothing of its own: %j', (address, href) => {
    expect(html(`<a href="${address}">x</a>`, { empty: '' })).toBe(`<a href="${href}">x</a>`);
  });

  test.each([
    ['l <{{url}}>', 'javascript:alert(1)', 'l <#>'],
    ['l <{{url}}>', ' java\nscript:alert(1)', 'l <#>'],
    ['l <#Url#>', 'https://exemple.fr/?a=1&b=2', 'l <https://exemple.fr/?a=1&b=2>'],
    ['Anne <{{url}}>', 'anne@exemple.fr', 'Anne <anne@exemple.fr>'],
    ['l <https://x.fr/{{url}}?q={{ url }}>', 'Zoé <b>', 'l <https://x.fr/Zo%C3%A9%20%3Cb%3E?q=Zo%C3%A9%20%3Cb%3E>'],
    ['l <{{nothing}}javascript:{{url}}>', 'alert(1)', 'l <#>'],
    ['a < b {{url}} > c', 'https://e.fr', 'a < b https://e.fr > c'],
  ])('in the text part, %j with %j gives %j', (text, url, rendered) => {
    expect(plain(text, { url })).toBe(rendered);
  });

  test('further in a link, a value is one part of it', () => {
    const name = 'a b&c=d/javascript:"\ud83d';
    expect(html('<a href="https://exemple.fr/?q={{name}}">x</a>', { name })).toBe(
      '<a href="https://exemple.fr/?q=a%20b%26c%3Dd%2Fjavascript%3A%22%EF%BF%BD">x</a>',
    );
    expect(html('<a href="java{{name}}">x</a>', { name: 'script:alert(1)' })).toBe(
      '<a href="javascript%3Aalert(1)">x</a>',
    );
  });

  test('none is written in the markup of a tag', () => {
    expect(html('<p {{v}}><a href={{v}}>', { v: 'onclick=x' })).toBe('<p ><a href=>');
  });

  test('a subject is one line, whatever it is given', () => {
    const subject = render('Devis de\r\n{{v}}', { v: 'Zoé\r\nBcc: a@exemple.fr\u2028x\0' }, { escape: 'subject' });
    expect(subject).toBe('Devis de Zoé Bcc: a@exemple.fr x');
  });
});

test('where tags stand in HTML', () => {
  expect(placesOf('<a href="#Link#" title="{{t}}">{{x}}</a><img src="{{i}}/a"><a href="https://e.fr/{{p}}">')).toEqual([
    { tag: 'Link', position: 'href', whole: true },
    { tag: 't', position: 'attribute', whole: false },
    { tag: 'x', position: 'text', whole: false },
    { tag: 'i', position: 'src', whole: false },
    { tag: 'p', position: 'within-address', whole: false },
  ]);
  expect(placesOf('<a href="{{a}}{{b}}">').map(({ whole }) => whole)).toEqual([false, false]);
});

describe('whatever the text and the values', () => {
  const PIECES = ['#', '##', '{{', '}}', '[[!', ']]', 'name', 'x', ' ', '\n', '<a href="', '"', '>', '</a>', "'", '<'];
  const anyText = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(''));
  const nasty = fc.string({ unit: fc.constantFrom('\r', '\n', '<', '>', '"', '&', "'", '#', '{', '}', ':', 'a', 'é') });

  test('a text without tags is unchanged', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), anyText), (text) => {
        fc.pre(tagsIn(text).length === 0);
        expect(plain(text)).toBe(text);
      }),
    );
  });

  test('no value adds an element or ends an attribute', () => {
    const marks = (markup: string) => markup.replaceAll('<br />', '').replace(/[^<>"']/g, '');
    fc.assert(
      fc.property(anyText, nasty, (text, name) => {
        expect(marks(html(text, { name, x: name }))).toBe(marks(html(text, {})));
      }),
    );
  });

  test('no subject holds a control character', () => {
    fc.assert(
      fc.property(anyText, nasty, (text, name) => {
        expect(render(text, { name }, { escape: 'subject' })).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  test('a link opens a web or mail address, or nothing', () => {
    const links = fc.oneof(nasty, fc.constantFrom('javascript:', 'data:x', 'https:', 'https://e.fr', ' ', '\t', ''));
    fc.assert(
      fc.property(links, links, (a, b) => {
        const [, href = ''] = /^<a href="([^"]*)">$/.exec(html('<a href="{{a}}{{b}}">', { a, b })) ?? [];
        expect(href).toMatch(/^$|^#|^(https?|mailto|tel):/i);
      }),
    );
  });

  test('and none runs a script, whatever is written around it', () => {
    const piece = fc.constantFrom('{{a}}', 'java', 'script', ':', 'alert', '&Tab;', '&#58;', '\u00ad', '/', ' ');
    const address = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(address, nasty, (written, a) => {
        const [, href = ''] = /^<a href="([^"]*)">$/.exec(html(`<a href="${written}">`, { a })) ?? [];
        expect(href.replace(/[\s\u00ad]/g, '')).not.toMatch(/^javascript:/i);
      }),
    );
  });
});
