import { beforeAll, describe, expect, test } from 'vitest';
import { CUSTOM, create, INVITATION, read } from '../../../test/mail-wording.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const withFr = (change: object) => ({
  ...INVITATION,
  languages: { fr: { ...INVITATION.languages.fr, ...change } },
});
const errorsOf = async (body: unknown) => {
  const answer = await create(t, body);
  expect(answer.status).toBe(422);
  return answer.body.errors as { pointer: string; detail: string }[];
};

test('a template of one of our mails has its tags, its text part, and is in use at once', async () => {
  const { status, body, location } = await create(t, INVITATION);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    id: expect.stringMatching(/^tpl_/),
    kind: 'signature-invitation',
    active: true,
    removed: [],
    languages: { fr: { ...INVITATION.languages.fr, ownText: false } },
  });
  expect(body.languages.fr.text).toBe('Bonjour {{SignerName}}\n\n{{message}}\n\nJe signe <{{Link}}>\n');
  expect(body.tags).toContainEqual({ name: 'link', required: true, sample: expect.stringMatching(/^https:/) });
  expect(body.tags.filter(({ required }: { required: boolean }) => required)).toHaveLength(1);
  expect(location).toBe(`/v1/email-templates/${body.id}`);
  const { removed: _, ...kept } = body;
  expect((await read(t, body.id)).body).toEqual(kept);
});

test('a custom one declares its own, and takes nobody’s place', async () => {
  const { status, body } = await create(t, CUSTOM);
  expect(status).toBe(201);
  expect(body.tags).toEqual(CUSTOM.tags);
  expect(body).not.toHaveProperty('active');
  expect(body.languages.en).toEqual({ ...CUSTOM.languages.en, ownText: true });
  expect(body.languages.fr.text).toBe('Voici notre site <{{site}}>.\n');
});

describe('tells the tags', () => {
  test('that it does not know, each where it is, with those there are', async () => {
    const errors = await errorsOf(withFr({ subject: 'Bonjour #Prenom#', text: '{{oups}} {{link}}' }));
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/languages/fr/subject', '/languages/fr/text']);
    expect(errors[0]?.detail).toMatch(/« Prenom ».*\{\{signerName\}\}.*\{\{link\}\}/);
    expect(errors[1]?.detail).toContain('« oups »');
  });

  test('that are missing, in the HTML and in the text that is given', async () => {
    const errors = await errorsOf(withFr({ html: '<p>Signez !</p>', text: 'Signez !' }));
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/languages/fr/html', '/languages/fr/text']);
    for (const { detail } of errors) expect(detail).toContain('{{link}}');
  });

  test('that went with what was taken out', async () => {
    const errors = await errorsOf(withFr({ html: '<p>Signez</p><script src="{{link}}">{{link}}</script>' }));
    expect(errors).toEqual([{ pointer: '/languages/fr/html', detail: expect.stringContaining('{{link}}') }]);
  });

  test('that are written in entities, as a browser reads them', async () => {
    const errors = await errorsOf(withFr({ html: '<a href="{{link}}">x</a> &#123;{oups}}' }));
    expect(errors[0]?.detail).toContain('oups');
  });

  test.each([
    ...['{{prénom}}', '#Prénom#', '[[!Prénom]]', '{{first-name}}', '#first-name#', '{{user.name}}', '{{__proto__}}'],
    ...['{{#if x}}', '{{ signerName | upper }}', '{{}}', '{{#signerName#}}', '[[! nom du client ]]'],
  ])('that only look like one: %s', async (written) => {
    const errors = await errorsOf(
      withFr({
        subject: `Bonjour ${written}`,
        html: `<p title="${written}">${written}</p>{{link}}`,
        text: `${written} {{link}}`,
      }),
    );
    expect(errors.map(({ pointer }) => pointer)).toEqual(
      ['subject', 'html', 'text'].map((part) => `/languages/fr/${part}`),
    );
    for (const { detail } of errors) expect(detail).toContain(`« ${written} »`);
  });

  test.each([
    ['three braces', '{{{message}}}', '{{message}}'],
    ['one brace', '{signerName}', '{{signerName}}'],
    ['square brackets', '[[signerName]]', '{{signerName}}'],
    ['percents', '%signerName%', '{{signerName}}'],
    ['no end', '{{signerName', '{{signerName}}'],
    ['a condition', '{% if x %}', 'ni boucle'],
    ['Mailchimp’s marks', '*|FNAME|*', 'ni boucle'],
    ['two percents', '%%first_name%%', 'ni boucle'],
    ['a dollar', '{$message}', '{{message}}'],
  ])('that are written in another way, by %s: %s', async (_what, written, advice) => {
    const errors = await errorsOf(
      withFr({ subject: `Devis ${written}`, html: `<p>${written}</p><p>{{link}}</p>`, text: `{{link}} ${written}` }),
    );
    expect(errors.map(({ pointer }) => pointer)).toEqual(
      ['subject', 'html', 'text'].map((part) => `/languages/fr/${part}`),
    );
    for (const { detail } of errors) {
      expect(detail).toContain(`« ${written} » partirait tel quel`);
      expect(detail).toContain(advice);
    }
  });

  test.each([
    ['https://e.fr/?d=%7B%7BdocumentName%7D%7D', '{{documentName}}'],
    ['http://%7b%7bLink%7d%7d', '{{link}}'],
    ['https://e.fr/%7B%7B%20signerName%20%7D%7D', '{{signerName}}'],
  ])('that an editor wrote for the web in an address: %s', async (address, advice) => {
    const errors = await errorsOf(withFr({ html: `<a href="${address}">x</a> {{link}}` }));
    expect(errors).toEqual([{ pointer: '/languages/fr/html', detail: expect.stringContaining(`Écrivez ${advice}`) }]);
  });

  test('but not numbers, colours and anchors', async () => {
    const { status, body } = await create(
      t,
      withFr({
        subject: 'Devis #1 et #2 #urgent',
        html: '<p style="color:#fff;background:#1c5a48" id="x">Rang #1#, C# et F# <a href="#haut-de-page">x</a> {{link}} {x} [x] 10 % à 20 % $x 5%20</p>',
      }),
    );
    expect([status, body.removed]).toEqual([201, []]);
  });

  test.each([
    ['{{Signer<b></b>Name}}', 'signerName'],
    ['{{<b>signerName</b>}}', 'signerName'],
    ['#signer<span style="color:red">Name</span>#', 'signerName'],
    ['{{signerName<br />}}', 'signerName'],
    ['{<i>{link}</i>}', 'link'],
  ])('that markup cuts: %s', async (written, name) => {
    const rest = name === 'link' ? '' : '{{link}}';
    const errors = await errorsOf(withFr({ html: `<p>Bonjour ${written}</p>${rest}` }));
    expect(errors).toEqual([
      { pointer: '/languages/fr/html', detail: expect.stringMatching(/coupée.*d’un seul tenant/) },
    ]);
    expect(errors[0]?.detail).toContain(written);
  });

  test.each([
    ['a link without words', '<p>Signez</p><a href="{{link}}"></a>'],
    ['a link whose words are not seen', '<p>Signez</p><a href="{{link}}">&nbsp;&#8203;<b> </b></a>'],
    ['a link of a picture that says nothing', '<p>Signez</p><a href="{{link}}"><img src="https://e.fr/a.png" /></a>'],
  ])('that are required and not seen: %s', async (_what, html) => {
    const errors = await errorsOf(withFr({ html }));
    expect(errors).toEqual([
      { pointer: '/languages/fr/html', detail: expect.stringMatching(/\{\{link\}\} est là, mais rien ne la montre/) },
    ]);
  });

  test('a picture that says something shows its link', async () => {
    const html = '<a href="{{link}}"><img src="https://e.fr/a.png" alt="Signer" /></a>';
    const { status, body } = await create(t, withFr({ html }));
    expect([status, body.languages.fr.text]).toEqual([201, 'Signer <{{link}}>\n']);
  });

  test.each([
    '{{message}}javascript:alert(1)',
    'java{{message}}script:alert(2)',
    'java&Tab;{{message}}script:alert(2)',
    '{{message}}{{signerName}}',
    'https{{message}}',
    '{{message}}/page',
  ])('that would choose what an address opens: %s', async (address) => {
    const errors = await errorsOf(withFr({ html: `<a href="${address}">x</a> {{link}}` }));
    expect(errors).toEqual([
      { pointer: '/languages/fr/html', detail: expect.stringMatching(/^L’adresse « .*message.* » doit commencer par/) },
    ]);
  });

  test.each([
    ['in the subject', { subject: 'Signez : {{link}}' }, 'subject'],
    ['in the address of a picture', { html: '<img src="{{link}}"><a href="{{link}}">x</a>' }, 'html'],
    ['as a part of another site’s address', { html: '<a href="https://e.fr/?to={{link}}">x</a> {{link}}' }, 'html'],
    ['before the rest of an address', { html: '<a href="{{link}}/x">x</a> {{link}}' }, 'html'],
    ['in an attribute', { html: '<a href="{{link}}" title="{{link}}">x</a>' }, 'html'],
  ])('that are secret %s', async (_where, change, part) => {
    const errors = await errorsOf(withFr(change));
    expect(errors).toEqual([
      { pointer: `/languages/fr/${part}`, detail: expect.stringMatching(/lien secret « link »/) },
    ]);
  });
});

test('takes out of the HTML what has no place in a mail, and says what', async () => {
  const html = `<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body style="margin:0">
    <script>alert(1)</script><iframe src="https://e.fr"></iframe><form action="/x"><input name="a"></form>
    <p onclick="x()" style="color:#fff;position:fixed;background:url(https://e.fr/x.png)">Bonjour</p>
    <a href="javascript:alert(1)">a</a><a href="{{link}}">b</a><a href="#top">c</a>
    <img src="https://e.fr/a.png" alt="a"><img src="data:image/png;base64,AA==" alt="b"><img src="cid:logo" alt="c">
    </body></html>`;
  const { status, body } = await create(t, withFr({ html }));
  expect(status).toBe(201);
  const stored: string = body.languages.fr.html;
  expect(stored).not.toMatch(/script|iframe|form|input|onclick|position|url\(|data:|<style|<title/);
  expect(stored).toContain('<p style="color:#fff">Bonjour</p>');
  expect(stored).toContain('<a>a</a><a href="{{link}}">b</a><a href="#top">c</a>');
  expect(stored).toMatch(/^<div style="margin:0">/);
  expect(body.removed).toEqual(
    [
      ['<title>', 1],
      ['<style>', 1],
      ['<script>', 1],
      ['<iframe>', 1],
      ['<form>', 1],
      ['<input>', 1],
      ['<p onclick>', 1],
      ['<p style="position">', 1],
      ['<p style="background">', 1],
      ['<a href>', 1],
      ['<img src>', 1],
    ].map(([what, times]) => ({ pointer: '/languages/fr/html', what, times })),
  );
});

const hiding = (style: string): (typeof takenOut)[number] => [
  `<p style="${style}">x</p>`,
  [`<p style="${style.split(':')[0]}">`, 1],
];
const takenOut: [html: string, ...removed: [what: string, times: number][]][] = [
  ['<head><meta http-equiv="refresh" content="0;url=https://e.fr" /><meta charset="utf-8" /></head>', ['<meta>', 2]],
  ['<p style="{{signerName}}">x</p>', ['<p style="{{signerName}}">', 1]],
  ['<p style="color:red;#message#">x</p>', ['<p style="color">', 1], ['<p style="#message#">', 1]],
  ['<a href="page.html">x</a><a href="//e.fr">y</a><a href="/z">z</a>', ['<a href>', 3]],
  ['<img src="a.png" alt="a" />', ['<img src>', 1]],
  ...[
    'display:none',
    'display: NONE !important',
    'visibility:hidden',
    'font-size:0',
    'font-size:0.0px',
    'opacity:0',
  ].map(hiding),
  ...['font:bold 0px Arial', 'max-height:0', 'color:transparent', 'text-indent:-999px', 'mso-hide:all'].map(hiding),
];
test.each(takenOut)('tells what it took out of %s', async (html, ...removed) => {
  const { status, body } = await create(t, withFr({ html: `${html}{{link}}` }));
  expect(status).toBe(201);
  expect(body.languages.fr.html).not.toMatch(/meta|style|href|src/);
  expect(body.removed).toEqual(removed.map(([what, times]) => ({ pointer: '/languages/fr/html', what, times })));
});

test('keeps sizes and colours that are seen', async () => {
  const html =
    '<p style="display:block;font-size:0.9em;font:400 12px/0.9 Arial;height:10px;width:100%;color:#000;text-indent:1em">{{link}}</p>';
  expect((await create(t, withFr({ html }))).body).toMatchObject({ removed: [], languages: { fr: { html } } });
});

describe('refuses', () => {
  test.each([
    ['an unknown kind', { ...INVITATION, kind: 'account-activation' }, '/kind'],
    ['no language', { ...INVITATION, languages: {} }, '/languages'],
    ['a third language', { ...INVITATION, languages: { ...INVITATION.languages, de: {} } }, '/languages/de'],
    ['tags for a mail of ours', { ...INVITATION, tags: CUSTOM.tags }, '/tags'],
    ['a custom template in use', { ...CUSTOM, active: true }, '/active'],
    ['a tag twice', { ...CUSTOM, tags: [...CUSTOM.tags, { name: 'FirstName' }] }, '/tags/2/name'],
    ['a tag that cannot be written', { ...CUSTOM, tags: [{ name: 'first name' }] }, '/tags/0/name'],
    ['HTML of nothing', withFr({ html: '<script>x</script>' }), '/languages/fr/html'],
    ['a subject of two lines', withFr({ subject: 'a\nBcc: b' }), '/languages/fr/subject'],
    ['HTML that mailboxes cut', withFr({ html: `{{link}}${'é'.repeat(51_000)}` }), '/languages/fr/html'],
    ['HTML whose text is too long', withFr({ html: `{{link}}${'a'.repeat(31_000)}` }), '/languages/fr/html'],
  ])('%s', async (_what, body, pointer) => {
    expect((await errorsOf(body)).map((error) => error.pointer)).toEqual([pointer]);
  });

  test('a key that may not write mail', async () => {
    const as = await t.key('mail:read');
    expect((await t.call(handler, contract, { body: INVITATION, as })).status).toBe(403);
  });
});

test('the same Idempotency-Key makes one template', async () => {
  const once = { 'idempotency-key': 'template-1' };
  const first = await create(t, INVITATION, once);
  expect((await create(t, INVITATION, once)).body).toEqual(first.body);
});
