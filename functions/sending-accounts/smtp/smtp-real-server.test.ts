import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authority } from '../../../test/smtp/certificates.ts';
import { exim, eximIsHere } from '../../../test/smtp/exim.ts';
import { smtpConfirmation } from './smtp-confirmation.ts';
import type { SmtpRoute } from './smtp-connection.ts';
import { diagnose } from './smtp-diagnosis.ts';

const HOST = 'smtp.exemple.test';
const PASSWORD = 'dort-bien';

describe.skipIf(!eximIsHere)('through exim4 (skipped where it is not installed)', () => {
  let server: Awaited<ReturnType<typeof exim>>;
  let route: SmtpRoute;
  const account = () => ({
    host: HOST,
    port: server.port,
    security: 'starttls' as const,
    login: 'durand',
    fromAddress: 'durand@exemple.test',
    fromName: 'Émile & fils',
    purpose: 'transactional' as const,
  });
  beforeAll(async () => {
    const trusted = await authority();
    const identity = await trusted.certificate({ names: [HOST] });
    server = await exim(identity, { login: 'durand', password: PASSWORD });
    route = { resolve: async () => ['127.0.0.1'], allow: [`${HOST}:${server.port}`], ca: trusted.ca };
  });
  afterAll(() => server?.close());
  const tested = async (password: string) => {
    const camille = { email: 'camille@exemple.test', firstName: 'Camille' };
    const message = await smtpConfirmation(account(), true, camille, 'fr', new Date());
    return diagnose(account(), password, { to: camille.email, message }, route);
  };

  test('the wrong password is told apart', async () => {
    const { ok, stages } = await tested('mauvais');
    expect(ok).toBe(false);
    expect(stages.find(({ outcome }) => outcome === 'failed')).toMatchObject({
      stage: 'authenticate',
      code: '535',
      advice: 'wrong-login',
    });
  });

  test('the confirmation arrives with its accents', async () => {
    const { ok, sizeLimit } = await tested(PASSWORD);
    expect([ok, sizeLimit]).toEqual([true, 31_457_280]);
    const mail = await server.arrived();
    expect(mail.from?.value).toEqual([{ name: 'Émile & fils', address: 'durand@exemple.test' }]);
    expect(mail.subject).toBe('Votre compte d’envoi fonctionne');
    expect(mail.text).toMatch(/Bonjour Camille/);
  });
});
