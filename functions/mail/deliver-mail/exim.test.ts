import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { putObject } from '../../../shared/objects/objects.ts';
import { deliverySteps, LINK } from '../../../test/mail-delivery.ts';
import { exim, eximIsHere } from '../../../test/smtp/exim.ts';
import { trustedServers } from '../../../test/smtp/trusted-servers.ts';
import { tenant } from '../../../test/tenant.ts';

const servers = trustedServers();

// Only a real server tells whether what we say is SMTP, and not only what our own test server understands.
it.skipIf(!eximIsHere)(
  `through Debian’s own mail server a mail arrives as it was written${eximIsHere ? '' : ' (skipped: exim4 is not installed)'}`,
  async () => {
    const mailbox = { login: 'camille', password: 'mon chien dort' };
    const server = servers.opened(await exim(servers.identity(), mailbox));
    const t = await tenant();
    const steps = deliverySteps(t);
    await steps.account(server, { ...mailbox, fromName: 'Émile & fils ✓', fromAddress: 'émile@durand.example' });

    const bytes = randomBytes(3_000_000);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const contentType = 'application/pdf';
    const object = await putObject({ bucket: 'documents', key: `${t.tenant}/plan`, bytes, contentType });
    const message = `Voilà :\n.\n${'é'.repeat(1500)}`;
    const to = [t.email('anne'), 'rené@exämple.example'];
    const { data, mailId } = await steps.queued({
      to,
      message,
      attachments: [{ filename: 'Été – n° 1.pdf', contentType, object }],
    });
    await steps.deliver(data);

    const mail = await steps.mail(mailId);
    expect(mail).toMatchObject({ status: 'sent', recipients: [{ reply: expect.stringMatching(/^250 OK id=/) }, {}] });
    for (const _copy of to) {
      const parsed = await server.arrived();
      expect(parsed.from?.value).toEqual([{ name: 'Émile & fils ✓', address: 'émile@durand.example' }]);
      expect(parsed.subject).toBe('Camille Durand vous demande de signer «\u00a0Devis n° 2027-014\u00a0»');
      expect(parsed.text).toContain('é'.repeat(1500));
      expect(parsed.text).toContain(LINK);
      expect(parsed.messageId).toBe(mail.messageId);
      expect(
        parsed.attachments.map(({ filename, content }) => [
          filename,
          createHash('sha256').update(content).digest('hex'),
        ]),
      ).toEqual([['Été – n° 1.pdf', sha256]]);
    }
  },
);
