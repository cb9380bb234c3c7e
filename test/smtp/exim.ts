import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { vi } from 'vitest';
import type { Identity } from './certificates.ts';
import { rawServer } from './server.ts';

const EXIM = '/usr/sbin/exim4';
const NOBODY = 65_534;

/** Whether a real mail server is installed here. */
export const eximIsHere = existsSync(EXIM);

interface Login {
  login: string;
  password: string;
}

/** Debian's own mail server on loopback: STARTTLS and a login demanded, every message kept in a folder. */
export async function exim(identity: Identity, { login, password }: Login) {
  const directory = await mkdtemp(join(tmpdir(), 'exim-'));
  const mailbox = join(directory, 'mail', 'new');
  const port = await freePort();
  await mkdir(join(directory, 'log'));
  await writeFile(join(directory, 'cert.pem'), identity.cert);
  await writeFile(join(directory, 'key.pem'), identity.key);
  // It never delivers as root.
  const user = process.getuid?.() || NOBODY;
  for (const file of ['', 'log', 'cert.pem', 'key.pem']) await chown(join(directory, file), user, user);
  await writeFile(join(directory, 'exim.conf'), configuration({ directory, port, user, login, password }));
  const daemon = spawn(EXIM, ['-C', join(directory, 'exim.conf'), '-bdf', '-oX', `127.0.0.1:${port}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await listening(daemon, port);
  return {
    port,
    /** The message that arrived, taken out of the mailbox. */
    async arrived(): Promise<ParsedMail> {
      const file = await vi.waitFor(
        async () => {
          const [first] = await readdir(mailbox);
          return first ?? Promise.reject(new Error('no mail yet'));
        },
        { timeout: 20_000 },
      );
      const mail = await simpleParser(await readFile(join(mailbox, file)));
      await rm(join(mailbox, file));
      return mail;
    },
    async close() {
      daemon.kill();
      await once(daemon, 'exit');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = await rawServer(() => {});
  await server.close();
  return server.port;
}

async function listening(daemon: ChildProcess, port: number): Promise<void> {
  let words = '';
  daemon.stderr?.on('data', (chunk) => {
    words += chunk;
  });
  await vi.waitFor(
    async () => {
      if (daemon.exitCode !== null) throw new Error(`exim ended: ${words}`);
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.destroy();
    },
    { timeout: 20_000 },
  );
}

const configuration = ({
  directory,
  port,
  user,
  login,
  password,
}: Login & { directory: string; port: number; user: number }) => `
exim_user = ${user}
exim_group = ${user}
spool_directory = ${directory}/spool
log_file_path = ${directory}/log/%slog
pid_file_path = ${directory}/exim.pid
primary_hostname = smtp.exemple.test
daemon_smtp_ports = ${port}
local_interfaces = 127.0.0.1
tls_advertise_hosts = *
tls_certificate = ${directory}/cert.pem
tls_privatekey = ${directory}/key.pem
auth_advertise_hosts = \${if eq{$tls_in_cipher}{}{}{*}}
smtputf8_advertise_hosts = *
message_size_limit = 30M
acl_smtp_rcpt = rcpt
acl_smtp_data = any

begin acl
rcpt:
  accept authenticated = *
  deny message = relay not permitted
any:
  accept

begin routers
all:
  driver = accept
  transport = keep

begin transports
keep:
  driver = appendfile
  directory = ${directory}/mail
  maildir_format
  create_directory
  user = ${user}
  group = ${user}

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{${login}}}{eq{$auth3}{${password}}}}}
  server_set_id = $auth2
`;
