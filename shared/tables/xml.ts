import { SaxesParser, type SaxesTagNS } from 'saxes';
import { TableRefusal } from './refusal.ts';

export interface XmlHandlers {
  open?(tag: SaxesTagNS): void;
  text?(text: string): void;
  close?(tag: SaxesTagNS): void;
}

/** Far above the longest cell: what says nothing for longer than that is there to fill memory. */
const LONGEST_SILENCE = 1024 * 1024;

/** What `handle` makes of a document, as its bytes come, some at a time. Documents of offices declare no types: a DOCTYPE is refused. */
export async function* readXml<T>(
  bytes: AsyncIterable<Buffer>,
  handle: (emit: (item: T) => void) => XmlHandlers,
): AsyncGenerator<T[]> {
  let items: T[] = [];
  const handlers = handle((item) => items.push(item));
  const parser = new SaxesParser({ xmlns: true, position: false });
  let silence = 0;
  const text = (value: string) => {
    silence = 0;
    handlers.text?.(value);
  };
  parser.on('opentag', (tag) => {
    silence = 0;
    handlers.open?.(tag);
  });
  parser.on('closetag', (tag) => handlers.close?.(tag));
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('doctype', () => {
    throw new TableRefusal('damaged', 'a document type');
  });
  parser.on('error', (error) => {
    throw new TableRefusal('damaged', error);
  });
  let decoder: TextDecoder | undefined;
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    silence += chunk.length;
    if (silence > LONGEST_SILENCE + chunk.length) throw new TableRefusal('too-large-unpacked');
    parser.write(decoded(decoder, chunk));
    if (items.length) {
      yield items;
      items = [];
    }
  }
  parser.write(decoded(decoder ?? new TextDecoder()));
  parser.close();
  if (items.length) yield items;
}

/** Runs over a whole document for what its handlers note. */
export async function scanXml(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml<never>(bytes, () => handlers));
}

/** The value of an attribute that bears no prefix, as those of SpreadsheetML do. */
export const plainAttribute = (tag: SaxesTagNS, name: string): string | undefined => tag.attributes[name]?.value;

/** The value of an attribute by its own name, whatever its prefix. */
export function attribute(tag: SaxesTagNS, local: string): string | undefined {
  for (const name in tag.attributes) if (tag.attributes[name]?.local === local) return tag.attributes[name].value;
  return undefined;
}

/** XML is UTF-8, or UTF-16 with its mark (ECMA-376 part 2, 7.3). */
function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function decoded(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (error) {
    throw new TableRefusal('damaged', error);
  }
}
