import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sha256Hex } from '../../shared/sha256.ts';
import { say, type Text } from '../../shared/text.ts';
import type { Known } from './maker.ts';
import { knownBy, PUBLISHED_AT, publishedSeals } from './published-seals.ts';

/** What was named cannot be used: nothing was verified. */
export class NotUsable extends Error {
  override name = 'NotUsable';
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/**
 * A certificate's SHA-256, from how people name one: in hexadecimal, with colons or without, as OpenSSL prints it, or as a
 * PEM or DER file (of several certificates, the first).
 * @throws NotUsable
 */
export async function namedFingerprint(named: string): Promise<string> {
  const hex = named.trim().replace(/^sha-?256(?: fingerprint)?\s*[=:]\s*/i, '');
  if (/^(?:[0-9a-f]{2}:?){32}$/i.test(hex)) return hex.replaceAll(':', '').toLowerCase();
  const bytes = await readFile(named).catch(() => {
    throw new NotUsable(
      say(
        `« ${named} » n’est ni un fichier ni une empreinte SHA-256 (64 chiffres hexadécimaux).`,
        `“${named}” is neither a file nor a SHA-256 fingerprint (64 hexadecimal digits).`,
      ),
    );
  });
  try {
    return sha256Hex(new X509Certificate(bytes).raw);
  } catch {
    throw new NotUsable(say(`${named} n’est pas un certificat PEM ou DER.`, `${named} is no PEM or DER certificate.`));
  }
}

const timeoutMs = 10_000;
const maxBytes = 1_000_000;

/**
 * What an installation publishes of its seals. Over HTTPS, which says whose the answer is, or from this very machine; an
 * answer from elsewhere than the address that was typed is none.
 * @throws NotUsable
 */
export async function publishedBy(address: string): Promise<Known> {
  const url = publishedUrl(address);
  const published = publishedSeals.safeParse(await fetched(url));
  if (!published.success) throw unread(url, 'ce n’est pas une liste de certificats', 'it is no list of certificates');
  return knownBy(published.data);
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function publishedUrl(address: string): URL {
  const typed = URL.canParse(address) ? new URL(address) : undefined;
  const isSafe = typed?.protocol === 'https:' || (typed?.protocol === 'http:' && LOOPBACK.test(typed.hostname));
  if (!typed || !isSafe) {
    throw new NotUsable(
      say(
        `--from veut une adresse https:// (ou http:// de cette machine), pas « ${address} ».`,
        `--from wants an https:// address (or http:// of this very machine), not “${address}”.`,
      ),
    );
  }
  return new URL(PUBLISHED_AT, typed.origin);
}

async function fetched(url: URL): Promise<unknown> {
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw unread(url, `réponse HTTP ${response.status}`, `HTTP ${response.status}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > maxBytes) throw unread(url, 'la réponse dépasse 1 Mo', 'the answer is over 1 MB');
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    if (error instanceof NotUsable) throw error;
    if (error instanceof SyntaxError) throw unread(url, 'ce n’est pas du JSON', 'it is not JSON');
    throw unread(url, 'pas de réponse', 'no answer');
  }
}

const unread = ({ href }: URL, fr: string, en: string) =>
  new NotUsable(
    say(
      `Les certificats de l’installation n’ont pas pu être lus à ${href} (${fr}) : rien n’a été vérifié. Sans --from, le dossier se vérifie hors ligne.`,
      `The installation’s certificates could not be read at ${href} (${en}): nothing was verified. Without --from, the bundle is verified offline.`,
    ),
  );
