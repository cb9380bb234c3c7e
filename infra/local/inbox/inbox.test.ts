import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Inbox, startInbox } from './inbox.ts';

let inbox: Inbox;
beforeAll(async () => {
  inbox = await startInbox({ title: 'Guichet' });
});
afterAll(() => inbox.close());

const page = async (path: string) => {
  const answer = await fetch(inbox.url + path);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

const email = (html: string, subject = 'Bonjour') =>
  inbox.receiveEmail({
    from: 'a@x.example',
    to: ['b@y.example'],
    at: new Date('2026-05-04T10:00:00Z'),
    raw: Buffer.from(
      [
        'From: a@x.example',
        'To: b@y.example',
        `Subject: ${subject}`,
        'MIME-Version: 1.0',
        'Content-Type: multipart/related; boundary=B',
        '',
        '--B',
        'Content-Type: text/html; charset=utf-8',
        '',
        html,
        '--B',
        'Content-Type: image/png; name=logo.png',
        'Content-ID: <logo@x>',
        'Content-Transfer-Encoding: base64',
        '',
        'cG5n',
        '--B--',
      ].join('\r\n'),
    ),
  });

test('the list is in French unless English is asked for, and leads to each message', async () => {
  const { id } = await email('<p>Bonjour</p>', 'Votre document');
  inbox.receiveSms({ from: 'Guichet', to: '+33612345678', text: 'Votre code : 123456', at: new Date() });
  const french = await page('/');
  expect(french.text).toContain('<html lang="fr">');
  expect(french.text).toContain('Boîte de réception locale · Guichet');
  expect(french.text).toContain(`href="/messages/${id}?lang=fr"`);
  expect(french.text.indexOf('Votre code : 123456')).toBeLessThan(french.text.indexOf('Votre document'));
  expect((await page('/?lang=en')).text).toContain('Local inbox · Guichet');
});

test('an email is shown in a frame that runs no script, whose links open and whose images show', async () => {
  const { id } = await email(
    '<html><head><title>x</title></head><body><img src="cid:logo@x"><a href="https://guichet.example/sign/1">Signer</a></body></html>',
  );
  const { text, headers } = await page(`/messages/${id}`);
  expect(text).toMatch(
    new RegExp(`<iframe src="/messages/${id}/html"[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"`),
  );
  expect(text).toContain('logo.png');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");

  const frame = await page(`/messages/${id}/html`);
  expect(frame.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups/);
  expect(frame.headers.get('content-security-policy')).not.toContain('script');
  expect(frame.text).toContain('<head><base target="_blank">');
  expect(frame.text).toContain(`<img src="/api/messages/${id}/attachments/0">`);
  const image = await fetch(`${inbox.url}/api/messages/${id}/attachments/0`);
  expect([image.headers.get('content-type'), await image.text()]).toEqual(['image/png', 'png']);
});

test('an SMS is a bubble whose address can be followed', async () => {
  const { id } = inbox.receiveSms({
    from: 'Guichet',
    to: '+33612345678',
    text: 'Signez : https://guichet.example/s/1?a=b&c=d.',
    at: new Date(),
  });
  const { text } = await page(`/messages/${id}`);
  expect(text).toContain('class="bubble"');
  expect(text).toContain('<a href="https://guichet.example/s/1?a=b&amp;c=d" target="_blank"');
  expect(text).not.toContain('<iframe');
});

test('what a sender writes is never markup of the page', async () => {
  const { id } = await email('<p>x</p>', '<script>alert(1)</script>');
  for (const path of ['/', `/messages/${id}`]) {
    const { text } = await page(path);
    expect(text).toContain('&lt;script&gt;alert(1)');
    expect(text).not.toContain('<script>alert');
  }
});

test('what does not exist is a page that says so', async () => {
  const missing = await page('/messages/msg_none?lang=en');
  expect(missing.status).toBe(404);
  expect(missing.text).toContain('There is no such message');
  expect((await page('/api/messages/msg_none')).status).toBe(404);
  const { id } = await email('<p>x</p>');
  expect((await page(`/api/messages/${id}/attachments/7`)).status).toBe(404);
});

test('DELETE empties the inbox', async () => {
  expect((await fetch(`${inbox.url}/api/messages`, { method: 'DELETE' })).status).toBe(204);
  expect(JSON.parse((await page('/api/messages')).text)).toEqual({ items: [] });
  expect((await page('/')).text).toContain('Aucun message');
});
