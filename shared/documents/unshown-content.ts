import { PdfArray, PdfDict, PdfNumber, type PdfObject, PdfStream, PdfString } from '@libpdf/core';
import { plainText } from './pdf-text.ts';
import type { Resolve } from './reachable-objects.ts';
import type { PdfRefusal } from './refusals.ts';

/**
 * Whether a dictionary of a document, wherever it stands, makes a reader show or do what the signer has not seen on the
 * page, and why such a document is refused. Told by what a dictionary holds, never by what it says it is: `/Type` is
 * optional nearly everywhere. What is shown beside the pages instead is read by `besidePages`.
 */
export function unshownContent(dict: PdfDict, resolve: Resolve): PdfRefusal | undefined {
  return (
    actionRefusal(dict, resolve) ??
    formRefusal(dict, resolve) ??
    outsideRefusal(dict, resolve) ??
    imageRefusal(dict, resolve) ??
    (dict.has('Rect') ? annotationRefusal(dict, resolve) : undefined) ??
    (dict.has('Collection') && dict.has('Pages') ? 'portfolio' : undefined)
  );
}

/** Where an action may stand (ISO 32000-1, tables 28, 153, 164, 193, 194 and 196; 12.4.4.2 for steps of a page). */
const actionKeys = ['A', 'PA', 'NA', 'OpenAction', 'Next'];
/** Actions that lead somewhere: in the document, or to a web address that a person chooses to follow. */
const leading = new Set(['GoTo', 'Named', 'Thread', 'Trans', 'URI']);
const leadingByItself = new Set(['GoTo', 'Named', 'Thread', 'Trans']);
/** A named action is an item of Acrobat's menus: those that only turn pages, look for a word or print. */
const harmlessNames = new Set(['NextPage', 'PrevPage', 'FirstPage', 'LastPage', 'GoToPage', 'Find', 'Print']);
/** Kinds that nothing but an action has: refused wherever they hide. */
const alwaysRefused = new Map<string | undefined, PdfRefusal>([
  ['JavaScript', 'active-content'],
  ['Launch', 'active-content'],
  ['ImportData', 'active-content'],
  ['SubmitForm', 'active-content'],
  ['ResetForm', 'active-content'],
  ['SetOCGState', 'active-content'],
  ['Rendition', 'multimedia'],
  ['RichMediaExecute', 'multimedia'],
  ['GoTo3DView', 'multimedia'],
  ['GoToR', 'outside-content'],
  ['GoToE', 'outside-content'],
]);

function actionRefusal(dict: PdfDict, resolve: Resolve): PdfRefusal | undefined {
  const kind = dict.getName('S', resolve)?.value;
  const always = alwaysRefused.get(kind);
  if (always) return always;
  // An action holds its script under /JS; a document's own scripts stand in the name tree /JavaScript.
  if (dict.has('JS') || dict.has('JavaScript')) return 'active-content';
  if (kind === 'URI' && !isWebAddress(dict.get('URI', resolve))) return 'unsafe-link';
  // An address without a scheme is completed by the document's own base (ISO 32000-1, 12.6.4.7).
  const base = dict.getDict('URI', resolve)?.get('Base', resolve);
  if (base && !isWebAddress(base)) return 'unsafe-link';
  const byItself = [dict.get('OpenAction', resolve), ...valuesOf(dict.get('AA', resolve), resolve)];
  const chosen = actionKeys.flatMap((key) => itemsOf(dict.get(key, resolve), resolve));
  return otherThan(leadingByItself, byItself, resolve) ?? otherThan(leading, chosen, resolve);
}

/** Why actions are refused that, or one of those that follow, are of other kinds. Only a dictionary with an /S is an action. */
function otherThan(
  kinds: ReadonlySet<string>,
  actions: (PdfObject | undefined)[],
  resolve: Resolve,
): PdfRefusal | undefined {
  const chain = new Set(actions);
  // What is added while it is walked through is walked through too.
  for (const action of chain) {
    const kind = action instanceof PdfDict ? action.getName('S', resolve)?.value : undefined;
    if (!(action instanceof PdfDict) || kind === undefined) continue;
    if (!kinds.has(kind)) return alwaysRefused.get(kind) ?? 'active-content';
    if (kind === 'Named' && !harmlessNames.has(action.getName('N', resolve)?.value ?? '')) return 'active-content';
    for (const next of itemsOf(action.get('Next', resolve), resolve)) chain.add(next);
  }
  return undefined;
}

const schemes = new Set(['http', 'https', 'mailto', 'tel', 'sms', 'geo']);

/** An address as browsers take it, which drop blanks and control characters: with a scheme that only leads elsewhere, or none. */
function isWebAddress(address: PdfObject | undefined): boolean {
  if (!(address instanceof PdfString)) return false;
  const bare = plainText(address).replace(/[\s\p{C}]/gu, '');
  const [scheme = '', ...rest] = bare.split(':');
  return rest.length === 0 || /[/?#]/.test(scheme) || schemes.has(scheme.toLowerCase());
}

function formRefusal(dict: PdfDict, resolve: Resolve): PdfRefusal | undefined {
  // A form of its own beside the pages (XFA, removed from PDF 2.0): some readers show the one, some the other.
  if (dict.has('XFA') || dict.getBool('NeedsRendering', resolve)?.value) return 'dynamic-form';
  const fields = dict.get('Fields', resolve);
  const redrawn = dict.getBool('NeedAppearances', resolve)?.value === true;
  return redrawn && fields instanceof PdfArray && fields.length > 0 ? 'form-values' : undefined;
}

/** What a reader would fetch from elsewhere to show the document, or to open what stands in it. */
function outsideRefusal(dict: PdfDict, resolve: Resolve): PdfRefusal | undefined {
  const isExternal = dict instanceof PdfStream && dict.has('F');
  const isReference = dict instanceof PdfStream && dict.get('Ref', resolve) instanceof PdfDict;
  const isElsewhere = dict.getName('FS', resolve)?.value === 'URL' || (dict.has('RF') && dict.has('EF'));
  return isExternal || isReference || dict.has('OPI') || isElsewhere ? 'outside-content' : undefined;
}

/** An image may have another one for printing; a PostScript object is only seen by some printers. */
function imageRefusal(dict: PdfDict, resolve: Resolve): PdfRefusal | undefined {
  if (!(dict instanceof PdfStream)) return undefined;
  const isPostScript = [dict.getName('Subtype', resolve), dict.getName('Subtype2', resolve)].some(
    (name) => name?.value === 'PS',
  );
  return dict.has('Alternates') || isPostScript ? 'varying-content' : undefined;
}

const players = new Set(['RichMedia', '3D', 'Movie', 'Sound', 'Screen', 'Projection']);
/** They draw nothing of their own but a frame. */
const unseen = new Set(['Link', 'Popup']);
/** Bits of an annotation's /F (ISO 32000-1, table 165). */
const flag = { invisible: 1, hidden: 2, print: 4, noView: 32, toggleNoView: 256 };

function annotationRefusal(dict: PdfDict, resolve: Resolve): PdfRefusal | undefined {
  const kind = dict.getName('Subtype', resolve)?.value ?? '';
  if (players.has(kind)) return 'multimedia';
  if (kind === 'TrapNet') return 'varying-content';
  if (kind === 'FileAttachment' && !dict.getDict('FS', resolve)?.has('EF')) return 'outside-content';
  const appearance = dict.getDict('AP', resolve);
  const normal = appearance?.get('N', resolve);
  if (kind === 'Widget' && !showsItsValue(dict, resolve)) return 'form-values';
  if (unseen.has(kind) || !hasArea(dict, resolve)) return undefined;
  // A note without an appearance is an icon of the reader's, and its text is told beside the pages.
  if (!normal && (kind === 'Widget' || kind === 'Text')) return undefined;
  const flags = dict.getNumber('F', resolve)?.value ?? 0;
  const has = (bit: number) => (flags & bit) !== 0;
  if (kind === 'Widget' && has(flag.hidden)) return undefined;
  const isAlike = has(flag.print) && !has(flag.hidden | flag.invisible | flag.noView | flag.toggleNoView);
  // /R is what it turns into under a mouse.
  const turns = appearance?.has('R') && appearance.get('R', resolve) !== normal;
  return isAlike && !turns ? undefined : 'varying-content';
}

/** A box shows one of its states: that of its value, or readers do not agree. */
function showsItsValue(widget: PdfDict, resolve: Resolve): boolean {
  const value = widget.getName('V', resolve)?.value;
  const state = widget.getName('AS', resolve)?.value;
  const isBox = value !== undefined && widget.getDict('AP', resolve)?.get('N', resolve)?.type === 'dict';
  return !isBox || state === value;
}

function hasArea(dict: PdfDict, resolve: Resolve): boolean {
  const corners = itemsOf(dict.get('Rect', resolve), resolve).map((corner) =>
    corner instanceof PdfNumber ? corner.value : Number.NaN,
  );
  const [left = 0, bottom = 0, right = 0, top = 0] = corners;
  return left !== right && bottom !== top;
}

const itemsOf = (value: PdfObject | undefined, resolve: Resolve): (PdfObject | undefined)[] =>
  value instanceof PdfArray ? [...value].map((_, i) => value.at(i, resolve)) : [value];

const valuesOf = (value: PdfObject | undefined, resolve: Resolve): (PdfObject | undefined)[] =>
  value instanceof PdfDict ? [...value.keys()].map((key) => value.get(key, resolve)) : [];
