import { unzipSync, type Zippable, zipSync } from 'fflate';
import { sha256Hex } from '../../shared/sha256.ts';
import { say, type Text } from '../../shared/text.ts';

/** Read first. */
const READ_ME = 'LISEZMOI.txt';
/** What every bundle holds after its area's own files: the evidence for people and for programs, what vouches for it. */
const VOUCHING = ['proof.pdf', 'proof.json', 'certificates.pem', 'timestamp.tst', 'SHA256SUMS'] as const;
export type Vouching = typeof READ_ME | (typeof VOUCHING)[number];

export type Files<Name extends string> = Record<Name, Uint8Array>;

/** The ZIP of a kind of bundle. `names`: of its files, in their order. */
export interface Container<Name extends string> {
  names: readonly Name[];
  /**
   * The ZIP of these files, always the same for the same bytes: stored without compression, so that no version of a
   * compressor can make a difference, and dated 1 January 1980, in every time zone.
   */
  pack(files: Files<Name>): Uint8Array;
  /**
   * The files of a bundle: all of them and no other, none compressed, no more than 200 MB.
   * @throws BundleError
   */
  unpack(zip: Uint8Array): Files<Name>;
  /** The bytes of `SHA256SUMS`, as `sha256sum -c` reads them: every file of the bundle but itself. */
  checksums(files: Omit<Files<Name>, 'SHA256SUMS'>): Uint8Array;
}

export function container<const Own extends string>(own: readonly Own[]): Container<Own | Vouching> {
  const names: readonly (Own | Vouching)[] = [READ_ME, ...own, ...VOUCHING];
  return {
    names,
    pack: (files) => pack(names, files),
    unpack: (zip) => unpack(names, zip),
    checksums: (files) => checksums(names, files),
  };
}

/** The SHA-256 of each file, as `proof.json` states them. */
export const hashesOf = <Name extends string>(files: Readonly<Record<Name, Uint8Array>>): Record<Name, string> =>
  Object.fromEntries(Object.entries<Uint8Array>(files).map(([name, bytes]) => [name, sha256Hex(bytes)])) as Record<
    Name,
    string
  >;

const maxBytes = 200_000_000;

/** Why a file is no evidence bundle. `notZip`: it does not even pretend to be one. */
export class BundleError extends Error {
  override name = 'BundleError';
  readonly text: Text;
  readonly notZip: boolean;
  constructor(text: Text, notZip = false) {
    super(text.en);
    this.text = text;
    this.notZip = notZip;
  }
}

/** What proof.json calls the kind of its bundle, if it is there and says so. @throws BundleError when it is no ZIP */
export function statedKind(zip: Uint8Array): string | undefined {
  const files = unzip(zip, ({ name, compression }) => name === 'proof.json' && compression === 0);
  try {
    const { kind } = JSON.parse(new TextDecoder().decode(files['proof.json']));
    return typeof kind === 'string' ? kind : undefined;
  } catch {
    return undefined;
  }
}

function pack<Name extends string>(names: readonly Name[], files: Files<Name>): Uint8Array {
  const options = { level: 0, mtime: new Date(1980, 0, 1, 12) } as const;
  const entries = names.map((name): [string, Zippable[string]] => [name, [files[name], options]]);
  return zipSync(Object.fromEntries(entries));
}

function unpack<Name extends string>(names: readonly Name[], zip: Uint8Array): Files<Name> {
  const seen = new Set<string>();
  const files = unzip(zip, ({ name, compression, originalSize }) => {
    if (!names.some((known) => known === name)) {
      const shown = JSON.stringify(name.slice(0, 80));
      throw new BundleError(
        say(`Le ZIP contient un fichier étranger : ${shown}.`, `The ZIP holds a foreign file: ${shown}.`),
      );
    }
    if (seen.has(name)) {
      throw new BundleError(say(`Le ZIP contient deux fois ${name}.`, `The ZIP holds ${name} twice.`));
    }
    seen.add(name);
    if (compression !== 0 || originalSize > maxBytes) {
      throw new BundleError(
        say(
          `${name} est compressé : un dossier de preuve ne l’est jamais.`,
          `${name} is compressed: an evidence bundle never is.`,
        ),
      );
    }
    return true;
  });
  const missing = names.filter((name) => !files[name]);
  if (missing.length > 0) {
    throw new BundleError(
      say(`Il manque au dossier : ${missing.join(', ')}.`, `The bundle lacks: ${missing.join(', ')}.`),
    );
  }
  return files as Files<Name>;
}

function unzip(zip: Uint8Array, filter: NonNullable<Parameters<typeof unzipSync>[1]>['filter'] & object) {
  if (zip.length > maxBytes) throw new BundleError(say('Le fichier dépasse 200 Mo.', 'The file is over 200 MB.'));
  try {
    return unzipSync(zip, { filter });
  } catch (error) {
    if (error instanceof BundleError) throw error;
    const isZip = Buffer.from(zip.subarray(0, 4)).equals(Buffer.from('PK\x03\x04', 'latin1'));
    throw isZip
      ? new BundleError(say('Le ZIP est incomplet ou endommagé.', 'The ZIP is incomplete or damaged.'))
      : new BundleError(say('Ce fichier n’est pas un ZIP.', 'This file is not a ZIP.'), true);
  }
}

function checksums<Name extends string>(names: readonly Name[], files: Omit<Files<Name>, 'SHA256SUMS'>): Uint8Array {
  const all: Partial<Files<string>> = files;
  const lines = names.flatMap((name) => (name === 'SHA256SUMS' ? [] : `${sha256Hex(all[name]!)}  ${name}\n`));
  return new TextEncoder().encode(lines.join(''));
}
