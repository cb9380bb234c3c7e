import type { SaxesTagNS } from 'saxes';
import { type NumberFormat, numberFormat } from './number-format.ts';
import { attribute, type XmlHandlers } from './xml.ts';

/** How the cells of an ODS show their numbers: OpenDocument 1.3 part 3, 16.2 and 16.29, told in the codes of Excel. */
export class OdsStyles {
  /** Each style of a cell: its own format of data, or its parent's. */
  readonly #cells = new Map<string, { data: string | undefined; parent: string | undefined }>();
  readonly #data = new Map<string, { code: string; conditions: string[]; isElapsed: boolean }>();
  readonly #hiddenTables = new Set<string>();

  /** The format of a style; undefined where its numbers are shown as they are. */
  format(style: string | undefined): NumberFormat | undefined {
    const data = this.#data.get(this.#dataOf(style) ?? '');
    if (!data) return undefined;
    return numberFormat([...data.conditions.map((each) => this.#conditional(each)), data.code].join(';'));
  }

  /** Hours that do not begin again at 24. */
  isElapsed(style: string | undefined): boolean {
    return this.#data.get(this.#dataOf(style) ?? '')?.isElapsed ?? false;
  }

  isHiddenTable(style: string | undefined): boolean {
    return style !== undefined && this.#hiddenTables.has(style);
  }

  #dataOf(style: string | undefined): string | undefined {
    let name = style;
    // A chain of styles that comes back to itself ends here too.
    for (let depth = 0; name !== undefined && depth < 20; depth++) {
      const found = this.#cells.get(name);
      if (found?.data) return found.data;
      name = found?.parent;
    }
    return undefined;
  }

  #conditional(packed: string): string {
    const [condition = '', name = ''] = packed.split('\u0000');
    return `[${condition}]${this.#data.get(name)?.code ?? 'General'}`;
  }

  /** What notes the styles as a document goes by. */
  handlers(): Required<XmlHandlers> {
    let style: { name: string; family: string } | undefined;
    let data: { name: string; code: string; conditions: string[]; isElapsed: boolean } | undefined;
    let isText = false;
    return {
      open: (tag) => {
        const { local } = tag;
        if (local === 'style') {
          style = { name: attribute(tag, 'name') ?? '', family: attribute(tag, 'family') ?? '' };
          if (style.family !== 'table-cell') return;
          this.#cells.set(style.name, {
            data: attribute(tag, 'data-style-name'),
            parent: attribute(tag, 'parent-style-name'),
          });
        } else if (local === 'table-properties' && style && attribute(tag, 'display') === 'false') {
          this.#hiddenTables.add(style.name);
        } else if (DATA_STYLES.has(local)) {
          const isElapsed = attribute(tag, 'truncate-on-overflow') === 'false';
          data = { name: attribute(tag, 'name') ?? '', code: '', conditions: [], isElapsed };
        } else if (data) {
          if (local === 'text' || local === 'currency-symbol') isText = true;
          else if (local === 'map') data.conditions.push(conditionOf(tag));
          else data.code += codeOf(tag);
        }
      },
      text: (value) => {
        if (data && isText) data.code += [...value].map((each) => (each === '%' ? '%' : `\\${each}`)).join('');
      },
      close: ({ local }) => {
        if (local === 'style') style = undefined;
        else if (local === 'text' || local === 'currency-symbol') isText = false;
        else if (data && DATA_STYLES.has(local)) {
          this.#data.set(data.name, data);
          data = undefined;
        }
      },
    };
  }
}

const DATA_STYLES = new Set([
  'number-style',
  'percentage-style',
  'currency-style',
  'date-style',
  'time-style',
  'boolean-style',
  'text-style',
]);

/** `value()>=0` and the style that then applies. */
const conditionOf = (tag: SaxesTagNS) =>
  `${(attribute(tag, 'condition') ?? '').replace(/^value\(\)/, '').replace('!=', '<>')}\u0000${attribute(tag, 'apply-style-name') ?? ''}`;

function codeOf(tag: SaxesTagNS): string {
  if (tag.local !== 'number') return tag.local === 'fraction' || tag.local === 'scientific-number' ? 'General' : '';
  const decimals = attribute(tag, 'decimal-places');
  if (decimals === undefined) {
    const width = Number(attribute(tag, 'min-integer-digits') ?? 0);
    return width > 1 ? '0'.repeat(Math.min(width, 30)) : 'General';
  }
  const places = Math.min(Number(decimals) || 0, 30);
  const asked = Math.min(Number(attribute(tag, 'min-decimal-places') ?? places) || 0, places);
  const whole = '0'.repeat(Math.min(Number(attribute(tag, 'min-integer-digits') ?? 1) || 0, 30)) || '#';
  const grouped = attribute(tag, 'grouping') === 'true' ? `#,${whole.padStart(3, '#')}` : whole;
  return places ? `${grouped}.${'0'.repeat(asked)}${'#'.repeat(places - asked)}` : grouped;
}
