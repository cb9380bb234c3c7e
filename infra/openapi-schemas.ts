import * as z from 'zod';
import { type Locale, readable } from '../shared/text.ts';

export type Json = Record<string, unknown>;
type Io = 'input' | 'output';

/** Schemas that have a name (zod's `.meta({ id })`), and stand once in the document. */
export type Named = Record<string, Json>;

/**
 * The JSON schema of a shape, its sentences in one language: a reference when the shape has a name. Patterns are left
 * out: a description says in words what they say in signs.
 */
export function schemaOf(shape: z.ZodType, io: Io, named: Named, locale: Locale): Json {
  const {
    $schema,
    $defs = {},
    ...schema
  } = z.toJSONSchema(shape, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // zod leaves out the examples of what it transforms; ours are as they are sent.
      const { examples } = z.globalRegistry.get(zodSchema as z.core.$ZodType) ?? {};
      speak(Object.assign(jsonSchema as Json, examples && { examples }), locale);
    },
  }) as Json & { $defs?: Record<string, Json> };
  // The one shape that holds itself, and has no name, is any JSON.
  const nameOf = (definition: string) => (definition.startsWith('__') ? 'Json' : definition);
  const moved = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value), (key, item) =>
      key === '$ref' && typeof item === 'string'
        ? item.replace(/^#\/\$defs\/(.+)$/, (_, definition: string) => `#/components/schemas/${nameOf(definition)}`)
        : item,
    );
  for (const [definition, content] of Object.entries($defs)) add(named, nameOf(definition), moved(content));
  return moved(schema);
}

/** @throws Error when a name stands for two shapes: what is sent and what is answered are seldom the same */
function add(named: Named, name: string, schema: Json): void {
  const earlier = named[name];
  if (earlier && JSON.stringify(earlier) !== JSON.stringify(schema)) throw new Error(`Two schemas are named ${name}`);
  named[name] = schema;
}

function speak(schema: Json, locale: Locale): void {
  delete schema.pattern;
  // Two patterns and nothing else.
  if (Array.isArray(schema.allOf) && schema.allOf.every((part) => Object.keys(part).join() === 'pattern'))
    delete schema.allOf;
  delete schema.id;
  // What JavaScript can count says nothing of the thing counted.
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (typeof schema.description === 'string') schema.description = readable(schema.description, locale);
}

interface Schema {
  $ref?: string;
  type?: string;
  examples?: unknown[];
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  anyOf?: Schema[];
}

/** A value that a schema takes: its own example, or one put together of its parts, of which only what must be there. */
export function exampleOf(schema: Schema, named: Named): unknown {
  if (schema.examples?.length) return schema.examples[0];
  if (schema.$ref) return exampleOf((named[schema.$ref.split('/').at(-1) ?? ''] ?? {}) as Schema, named);
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf?.[0]) return exampleOf(schema.anyOf[0], named);
  if (schema.properties) {
    const { properties, required = [] } = schema;
    const names = required.length ? required : Object.keys(properties).slice(0, 1);
    return Object.fromEntries(names.map((name) => [name, exampleOf(properties[name] ?? {}, named)]));
  }
  if (schema.type === 'array') return schema.minItems === 0 || !schema.items ? [] : [exampleOf(schema.items, named)];
  if (schema.type === 'integer' || schema.type === 'number') return 1;
  if (schema.type === 'boolean') return true;
  return '…';
}
