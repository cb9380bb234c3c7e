/** What must hold of the stored item for a write to happen. Paths are dotted: `chain.sequence`. */
export interface Condition {
  absent?: true;
  equals?: Record<string, unknown>;
  oneOf?: Record<string, readonly unknown[]>;
  below?: Record<string, number | string>;
  atLeast?: Record<string, number>;
  missing?: readonly string[];
}

/** Collects the names and values of DynamoDB expressions under short placeholders. */
export class Expressions {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, unknown> = {};

  path(dotted: string): string {
    return dotted
      .split('.')
      .map((part) => {
        const placeholder = `#${part.replace(/\W/g, '_')}`;
        this.names[placeholder] = part;
        return placeholder;
      })
      .join('.');
  }

  value(value: unknown): string {
    const placeholder = `:v${Object.keys(this.values).length}`;
    this.values[placeholder] = value;
    return placeholder;
  }

  condition(when: Condition): string | undefined {
    const equal = (path: string, value: unknown) =>
      value === undefined ? `attribute_not_exists(${this.path(path)})` : `${this.path(path)} = ${this.value(value)}`;
    const parts = [
      ...(when.absent ? [`attribute_not_exists(${this.path('pk')})`] : []),
      ...Object.entries(when.equals ?? {}).map(([path, value]) => equal(path, value)),
      ...Object.entries(when.oneOf ?? {}).map(
        ([path, values]) => `${this.path(path)} IN (${values.map((v) => this.value(v)).join(', ')})`,
      ),
      ...Object.entries(when.below ?? {}).map(([path, value]) => `${this.path(path)} < ${this.value(value)}`),
      ...Object.entries(when.atLeast ?? {}).map(([path, value]) => `${this.path(path)} >= ${this.value(value)}`),
      ...(when.missing ?? []).map((path) => `attribute_not_exists(${this.path(path)})`),
    ];
    return parts.length ? parts.join(' AND ') : undefined;
  }

  /** The fields that a request takes, left out when empty (DynamoDB refuses empty maps). */
  fields() {
    return {
      ...(Object.keys(this.names).length && { ExpressionAttributeNames: this.names }),
      ...(Object.keys(this.values).length && { ExpressionAttributeValues: this.values }),
    };
  }
}
