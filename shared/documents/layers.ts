import { type PDF, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfString } from '@libpdf/core';
import { readableLine } from './pdf-text.ts';

/** A layer (optional content group) of a document, in the document's own order. */
export interface Layer {
  /** As pdf.js names it: `12R`, `12R1`. */
  id: string;
  name: string;
  /** Whether it is shown when the document opens, and in print. */
  shown: boolean;
}

const longestName = 80;

/**
 * The layers of a document, whose panel lets a reader show and hide each (ISO 32000-1, 8.11). Undefined when whether one
 * is shown depends on more than that panel: on screen or paper, on the zoom, the language or the program of who reads.
 * Programs do not agree on when the groups' usages count, so each usage must say what the default says.
 */
export function readLayers(pdf: PDF, groups: readonly PdfDict[]): Layer[] | undefined {
  const resolve = (ref: PdfRef) => pdf.getObject(ref);
  const properties = pdf.getCatalog().getDict('OCProperties', resolve);
  const listed = refsIn(properties?.get('OCGs', resolve));
  const defaults = properties?.getDict('D', resolve);
  const others = dictsIn(properties?.get('Configs', resolve), resolve);
  const states = stateOf(defaults, listed, resolve);
  const layers: Layer[] = [];
  const known = new Set<PdfDict>();
  for (const [key, ref] of listed) {
    const group = resolve(ref);
    if (!(group instanceof PdfDict)) return undefined;
    known.add(group);
    const shown = states?.get(key);
    if (shown === undefined || !agrees(group, shown, resolve)) return undefined;
    const name = group.get('Name', resolve);
    layers.push({ id: key, name: name instanceof PdfString ? readableLine(name, longestName) : '', shown });
  }
  // One that is not listed is always shown.
  if (!groups.every((group) => known.has(group) || agrees(group, true, resolve))) return undefined;
  // Other arrangements that a reader may choose must not show anything else.
  const areAlike = others.every((config) => {
    const other = stateOf(config, listed, resolve, states);
    return other && [...other].every(([key, shown]) => states?.get(key) === shown);
  });
  return areAlike ? layers : undefined;
}

type Resolve = (ref: PdfRef) => PdfObject | null;
type States = ReadonlyMap<string, boolean>;

const keyOf = ({ objectNumber, generation }: PdfRef) => `${objectNumber}R${generation || ''}`;

const refsIn = (value: PdfObject | undefined): Map<string, PdfRef> =>
  new Map(
    value instanceof PdfArray
      ? [...value].flatMap((item) => (item instanceof PdfRef ? [[keyOf(item), item]] : []))
      : [],
  );

const dictsIn = (value: PdfObject | undefined, resolve: Resolve): PdfDict[] =>
  (value instanceof PdfArray ? [...value].map((_, i) => value.at(i, resolve)) : []).filter(
    (item) => item instanceof PdfDict,
  );

/** Which layers an arrangement shows; undefined when it contradicts itself or names layers that there are not. */
function stateOf(
  config: PdfDict | undefined,
  listed: ReadonlyMap<string, PdfRef>,
  resolve: Resolve,
  unchanged?: States,
): States | undefined {
  const base = config?.getName('BaseState', resolve)?.value ?? 'ON';
  const on = refsIn(config?.get('ON', resolve));
  const off = refsIn(config?.get('OFF', resolve));
  if ([...on.keys(), ...off.keys()].some((key) => !listed.has(key))) return undefined;
  if ([...on.keys()].some((key) => off.has(key))) return undefined;
  const start = (key: string) => (base === 'Unchanged' ? (unchanged?.get(key) ?? true) : base !== 'OFF');
  return new Map([...listed.keys()].map((key) => [key, on.has(key) || (start(key) && !off.has(key))]));
}

/** Whether all that a layer says of its use is that it is in this state. */
function agrees(group: PdfDict, shown: boolean, resolve: Resolve): boolean {
  const usage = group.getDict('Usage', resolve);
  if (usage?.has('Zoom') || usage?.has('Language') || usage?.has('User')) return false;
  const said = [
    ['View', 'ViewState'],
    ['Print', 'PrintState'],
    ['Export', 'ExportState'],
  ].flatMap(([event = '', key = '']) => usage?.getDict(event, resolve)?.getName(key, resolve)?.value ?? []);
  // A layer that is for designing, not for viewing, is not hidden by all programs.
  return said.every((state) => state === (shown ? 'ON' : 'OFF')) && (shown || isForViewing(group, resolve));
}

function isForViewing(group: PdfDict, resolve: Resolve): boolean {
  const intent = group.get('Intent', resolve);
  const names = intent instanceof PdfArray ? [...intent].map((_, i) => intent.at(i, resolve)) : [intent];
  return names.some((name) => name === undefined || (name instanceof PdfName && ['View', 'All'].includes(name.value)));
}
