import { describe, expect, test } from 'vitest';
import fc from '../../test/property.ts';
import { cleanHtml } from './clean-html.ts';
import { textOf } from './html-text.ts';

const PIECES = ['<', '>', '</', 'p', 'a', 'img', 'svg', 'script', 'style', 'noscript', 'iframe', 'title', 'body', ' ']
  .concat(['href="', 'src="', 'style="', 'onerror="', 'javascript:', 'data:', 'https://e.fr', '"', "'", '=', '/', '&'])
  .concat(['&quot;', '&#106;', '<!--', '-->', '{{x}}', '#x#', 'color:#fff;', 'url(', ')', ';', 'alert(1)', 'texte']);
const anyHtml = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));

describe('whatever the HTML', () => {
  test('nothing that runs, fetches or posts is left', () => {
    fc.assert(
      fc.property(anyHtml, (html) => {
        const elements = cleanHtml(html).html.match(/<[^>]*>/g) ?? [];
        for (const element of elements) {
          expect(element).not.toMatch(/^<\/?(script|style|iframe|svg|noscript|title|form)\b/i);
          // Outside the quotes of its attributes.
          expect(element.replace(/"[^"]*"/g, '')).not.toMatch(/\son\w+\s*=/i);
          expect(element).not.toMatch(/(href|src)="\s*(javascript|data):/i);
          expect(element).not.toMatch(/style="[^"]*url\(/i);
        }
      }),
    );
  });

  test('what is clean stays as it is, and nothing is told of it', () => {
    fc.assert(
      fc.property(anyHtml, (html) => {
        const { html: once } = cleanHtml(html);
        expect(cleanHtml(once)).toEqual({ html: once, removed: new Map() });
      }),
    );
  });
});

test('tags are kept where they may stand', () => {
  const html = '<p title="{{a}}">#b# <a href="[[!c]]">{{ d }}</a></p><img src="{{e}}" alt="#f#" />';
  expect(cleanHtml(html)).toEqual({ html, removed: new Map() });
});

test('elements nested beyond measure are unwrapped, not followed', () => {
  const { html, removed } = cleanHtml(`${'<div>'.repeat(15_000)}fond`);
  expect(html).toMatch(/^(<div>){100}fond(<\/div>){100}$/);
  expect(removed).toEqual(new Map([['<div>', 14_900]]));
  expect(textOf(html)).toBe('fond\n');
});

test('the text part has the words, the links and the tags, each line of its own', () => {
  const html = `<h1>Bonjour #Nom#</h1><p>Lire <a href="https://e.fr/#Ancre#">ici</a>, <a href="{{link}}">{{link}}</a></p>
    <table><tr><td>Un</td><td>Deux</td></tr></table><ul><li>a</li><li>b</li></ul><img src="cid:x" alt="logo" />`;
  expect(textOf(html)).toBe(
    'Bonjour {{Nom}}\n\nLire ici <https://e.fr/{{Ancre}}>, {{link}}\n\nUn\nDeux\n\n * a\n * b\n',
  );
});

test.each([
  ['<p>a<br>b</p>c', 'a\nb\n\nc'],
  [
    '<ol start="3"><li>un</li><li>deux<ul><li>x<br>y</li></ul></li></ol>fin',
    ' 3. un\n 4. deux\n\n     * x\n       y\n\nfin',
  ],
  ['<blockquote><p>un</p><p>deux</p></blockquote>trois', '> un\n\n> deux\n\ntrois'],
  ['<pre>a  b\n  c</pre>', 'a  b\n  c'],
  ['un<hr>deux <b>trois</b>, quatre &amp; &lt;cinq&gt;', 'un\n\n---\n\ndeux trois, quatre & <cinq>'],
  ['<table><tr><th>A</th></tr><tr><td> <p>b</p></td></tr></table>', 'A\n\nb'],
  ['<ul><li><a href="https://e.fr">e</a></li></ul>', ' * e <https://e.fr>'.trim()],
  [
    '<a href="https://e.fr/a">https://e.fr/a</a> <a href="#x">ici</a> <a href="mailto:a@e.fr">a@e.fr</a>',
    'https://e.fr/a ici a@e.fr',
  ],
  ['<a href="https://e.fr"><h2>Titre</h2></a><p>x</p>', 'Titre <https://e.fr>\n\nx'],
  ['<a href="https://e.fr"><img src="cid:a" alt="Site"></a><a href="https://e.fr/b"></a>', 'Site <https://e.fr>'],
  ['a\n  b\u00a0 c', 'a b\u00a0 c'],
])('the text part of %j', (html, text) => {
  expect(textOf(html)).toBe(`${text.trim()}\n`);
});
