import { expect, test } from 'vitest';
import { CUSTOM, create, INVITATION } from '../../test/mail-wording.ts';
import { tenant } from '../../test/tenant.ts';
import { renderTemplate, templateFor } from './email-template.ts';

const DATA = {
  signerName: 'Zoé\r\nBcc: x@e.fr',
  senderName: 'Camille',
  documentName: 'Devis',
  link: 'https://guichet.example/sign/4kX0?a=1&b=2',
  requestId: 'sig_1',
  expiresAt: '2027-03-03T13:05:00Z',
};

test('a mail of ours is in the tenant’s words, in the language they have', async () => {
  const t = await tenant();
  expect(await templateFor(t.tenant, 'signature-completed')).toBeUndefined();
  const fr = {
    subject: 'Signé par {{signerName}}',
    html: '<p>Jusqu’au {{expiresAt}} : <a href="{{link}}">{{link}}</a></p>',
  };
  await create(t, { kind: 'signature-completed', name: 'Fin', languages: { fr } });
  await create(t, CUSTOM);
  await create(t, INVITATION);
  const template = await templateFor(t.tenant, 'signature-completed');
  for (const locale of ['fr', 'en'] as const) {
    const mail = template && renderTemplate(template, DATA, locale);
    expect(mail?.subject).toBe('Signé par Zoé Bcc: x@e.fr');
    const link = 'https://guichet.example/sign/4kX0?a=1&amp;b=2';
    expect(mail?.html).toContain(`<p>Jusqu’au 3 mars 2027 : <a href="${link}">${link}</a></p>`);
    expect(mail?.text).toBe(`Jusqu’au 3 mars 2027 : ${DATA.link}\n`);
  }
  expect(await templateFor((await tenant()).tenant, 'signature-completed')).toBeUndefined();
  expect(await templateFor(t.tenant, 'custom')).toBeUndefined();
  expect(await templateFor(t.tenant, 'account-activation')).toBeUndefined();
});
