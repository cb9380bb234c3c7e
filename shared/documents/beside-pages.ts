import { type PDF, PdfArray, type PdfDict, PdfName, type PdfObject, PdfStream, PdfString } from '@libpdf/core';
import { type EmbeddedFile, readAttachments } from './attachments.ts';
import { type Layer, readLayers } from './layers.ts';
import { plainText, readableLine, readableText } from './pdf-text.ts';
import type { Resolve } from './reachable-objects.ts';
import { PdfRefused } from './refusals.ts';

/** What a reader can show of a document beside its pages as they open: the signer is shown it too. */
export interface BesidePages {
  layers: Layer[];
  attachments: EmbeddedFile[];
  texts: AsideText[];
}

/** A comment, by whom; or the value of a form's field, by the field's name. A page shows them its own way, or not. */
export interface AsideText {
  kind: 'comment' | 'field';
  label: string;
  text: string;
}

/** More than anybody looks through before signing. Long before, a proof would no longer fit in a row of the table. */
const mostLayers = 300;
const mostTexts = 300;
const mostCharacters = 30_000;
const longestText = 2000;
const longestLabel = 120;

/** Gathers what a document holds beside its pages, dictionary by dictionary as `walkDocument` visits them. */
export class BesidePagesReader {
  private readonly groups: PdfDict[] = [];
  private readonly specifications: PdfDict[] = [];
  private readonly texts: AsideText[] = [];
  private readonly fields = new Set<PdfDict>();

  visit(dict: PdfDict, resolve: Resolve): void {
    if (dict.getName('Type', resolve)?.value === 'OCG') this.groups.push(dict);
    if (dict.has('EF')) this.specifications.push(dict);
    if (dict.has('Rect')) this.annotation(dict, resolve);
  }

  /** Throws `PdfRefused` where it cannot all be shown. */
  read(pdf: PDF): BesidePages {
    const layers = readLayers(pdf, this.groups);
    if (!layers) throw new PdfRefused('varying-content');
    const characters = this.texts.reduce((sum, { label, text }) => sum + label.length + text.length, 0);
    const isTooMuch = this.texts.length > mostTexts || characters > mostCharacters;
    if (layers.length > mostLayers || isTooMuch) throw new PdfRefused('too-much-beside');
    return {
      layers,
      texts: this.texts,
      attachments: readAttachments(this.specifications, (ref) => pdf.getObject(ref)),
    };
  }

  private annotation(dict: PdfDict, resolve: Resolve): void {
    const kind = dict.getName('Subtype', resolve)?.value;
    if (kind === 'Widget') this.field(dict, resolve);
    // A link's text describes it to who does not see it; a popup's belongs to a comment.
    else if (kind !== undefined && kind !== 'Link' && kind !== 'Popup') {
      const author = dict.getString('T', resolve);
      this.add('comment', author, [dict.get('Contents', resolve), dict.get('RC', resolve)]);
    }
  }

  /** A widget is a field, or one of those of its parent. */
  private field(widget: PdfDict, resolve: Resolve): void {
    const line = [...ancestry(widget, resolve)];
    const own = (key: string) => line.map((dict) => dict.get(key, resolve)).find((value) => value !== undefined);
    const holder = line.find((dict) => dict.has('V'));
    const type = own('FT');
    if (!holder || this.fields.has(holder) || (type instanceof PdfName && type.value === 'Sig')) return;
    this.fields.add(holder);
    const value = holder.get('V', resolve);
    const chosen = value instanceof PdfArray ? [...value].map((_, i) => value.at(i, resolve)) : [value];
    const name = line.map((dict) => dict.getString('T', resolve)).find((part) => part !== undefined);
    this.add('field', name, [...chosen, holder.get('RV', resolve)]);
  }

  private add(kind: AsideText['kind'], label: PdfString | undefined, values: (PdfObject | undefined)[]): void {
    const texts = new Set(values.map(textOf).filter((text) => text !== ''));
    if (texts.size === 0) return;
    const text = [...texts].join('\n');
    if (text.length > longestText) throw new PdfRefused('too-much-beside');
    this.texts.push({ kind, label: label ? readableLine(label, longestLabel) : '', text });
  }
}

function* ancestry(dict: PdfDict, resolve: Resolve): Iterable<PdfDict> {
  const seen = new Set<PdfDict>();
  for (let node: PdfDict | undefined = dict; node && !seen.has(node); node = node.getDict('Parent', resolve)) {
    seen.add(node);
    yield node;
  }
}

/** The text of a string, of a long one kept as a stream, or the name of a box's state; of rich text, without its marks. */
function textOf(value: PdfObject | undefined): string {
  if (value instanceof PdfName) return value.value === 'Off' ? '' : value.value;
  const string = value instanceof PdfStream ? new PdfString(value.getDecodedData()) : value;
  if (!(string instanceof PdfString)) return '';
  const isRich = /^\s*<(\?xml|body)/.test(plainText(string).slice(0, 50));
  const text = readableText(string, longestText * 10);
  return isRich ? unescaped(text.replace(/<[^<>]*>/g, '')).trim() : text;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#13': '', '#xD': '' };
const unescaped = (text: string) => text.replace(/&(#?\w{1,8});/g, (all, name) => entities[name] ?? all);
