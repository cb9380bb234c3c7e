import { describe, expect, it } from 'vitest';
import { ledThrough } from './led-links.ts';
import { render } from './render.ts';

const led = (html: string, text = '') => {
  const { words, links } = ledThrough('clicks', { html, text });
  return { ...words, links };
};

describe('links led through one of ours', () => {
  it('in HTML and text alike, each address once, in the order in which they are read', () => {
    expect(
      led(
        '<p><a href="https://a.example/">A</a> <a href="https://b.example/?x=1&amp;y=2">B</a> <a href="https://a.example/">A</a></p>',
        'A <https://a.example/>\nB : https://b.example/?x=1&y=2. (https://c.example/d)',
      ),
    ).toEqual({
      html: '<p><a href="{{clicks}}/0">A</a> <a href="{{clicks}}/1">B</a> <a href="{{clicks}}/0">A</a></p>',
      text: 'A <{{clicks}}/0>\nB : {{clicks}}/1. ({{clicks}}/2)',
      links: ['https://a.example/', 'https://b.example/?x=1&y=2', 'https://c.example/d'],
    });
  });

  it.each([
    ['the link by which people unsubscribe', '<a href="{{unsubscribe}}">Stop</a>'],
    ['a mailbox', '<a href="mailto:shop@durand.example">Nous écrire</a>'],
    ['a telephone', '<a href="tel:+33123456789">Appeler</a>'],
    ['a part of the mail', '<a href="#suite">Suite</a>'],
    ['a picture', '<img src="https://a.example/x.png" alt="" />'],
    ['words that look like an address', '<p title="https://a.example">https://a.example</p>'],
  ])('%s stays as it is', (_, html) => {
    expect(led(html)).toMatchObject({ html, links: [] });
  });

  it('tags of an address are kept with it, however they are spelled', () => {
    expect(led('<a href="https://a.example/?q=#email#">A</a>', 'A <https://a.example/?q={{ email }}>')).toEqual({
      html: '<a href="{{clicks}}/0">A</a>',
      text: 'A <{{clicks}}/0>',
      links: ['https://a.example/?q={{email}}'],
    });
  });

  it('once filled in they are addresses of ours, in every part', () => {
    const { html, text } = led('<a href="https://a.example/">A</a>', 'A <https://a.example/> ou https://a.example/');
    const values = { clicks: 'https://guichet.example/c/token' };
    expect(render(html, values, { escape: 'html' })).toBe('<a href="https://guichet.example/c/token/0">A</a>');
    expect(render(text, values, { escape: 'text' })).toBe(
      'A <https://guichet.example/c/token/0> ou https://guichet.example/c/token/0',
    );
  });

  it('a mail of very many links leads the first hundred', () => {
    const html = Array.from({ length: 130 }, (_, i) => `<a href="https://a.example/${i}">${i}</a>`).join('');
    const { html: after, links } = led(html);
    expect(links).toHaveLength(100);
    expect(after).toContain('href="https://a.example/129"');
  });
});
