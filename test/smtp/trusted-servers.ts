import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { letThrough } from '../variables.ts';
import { authority, type Identity } from './certificates.ts';
import { type Faults, smtpServer, type TestSmtp } from './server.ts';

/**
 * The servers of a test file, on loopback, which this process trusts and the guard lets through; each is closed when its
 * test ends. To be called once, outside of tests.
 */
export function trustedServers() {
  const usual = getCACertificates('default');
  const open: Pick<TestSmtp, 'close'>[] = [];
  let trusted: Awaited<ReturnType<typeof authority>>;
  let own: Identity;
  beforeAll(async () => {
    trusted = await authority();
    own = await trusted.certificate({ names: ['localhost'] });
    setDefaultCACertificates([...usual, trusted.ca]);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  afterAll(() => setDefaultCACertificates(usual));

  const opened = <S extends Pick<TestSmtp, 'close'> & { port: number }>(server: S): S => {
    open.push(server);
    letThrough(server.port);
    return server;
  };
  return {
    /** What a server on this machine shows. */
    identity: () => own,
    /** A certificate for other names. */
    certificate: (...names: string[]) => trusted.certificate({ names }),
    /** Takes in a server that the test has made itself. */
    opened,
    /** A server in order, but for its faults. */
    start: async (faults: Faults = {}, options: SMTPServerOptions = {}): Promise<TestSmtp> =>
      opened(await smtpServer({ ...own, ...options }, faults)),
  };
}
