import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ACCOUNT, attributeOf, nameOf, type Place, REGION, referenceOf } from './names.ts';

export type Properties = Record<string, unknown>;
export interface Resource {
  stack: string;
  id: string;
  type: string;
  /** As written in the template: intrinsics not resolved. */
  properties: Properties;
  metadata: Properties;
  condition?: string | undefined;
}
interface Stack {
  name: string;
  folder: string;
  resources: Map<string, Resource>;
  outputs: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
  parameters: Record<string, { Default?: unknown }>;
  conditions: Properties;
}

/** A list of objects in a template; empty when absent. */
export const list = (value: unknown) => (Array.isArray(value) ? (value as Properties[]) : []);
/** An object in a template; empty when absent. */
export const under = (value: unknown) => (value ?? {}) as Properties;
/** The name at the end of a queue's ARN. */
export const lastOf = (arn: unknown) => String(arn).split(':').at(-1) ?? '';

const NO_VALUE = Symbol('AWS::NoValue');

/** The stacks that `cdk synth` wrote, and what their intrinsic functions stand for in the embedded cloud. */
export class Template {
  readonly #stacks: Stack[];
  #place: Place = { apiUrl: '', queueUrl: (name) => name };

  constructor(stacks: Stack[]) {
    this.#stacks = stacks;
  }

  /** Tells where the running engines are; addresses resolve to nothing useful before. */
  locate(place: Place): void {
    this.#place = place;
  }

  /** The resources of a type, without those whose condition is false. */
  ofType(...types: string[]): Resource[] {
    return this.#stacks.flatMap((stack) =>
      [...stack.resources.values()]
        .filter(({ type }) => types.includes(type))
        .filter(({ condition }) => condition === undefined || this.#holds(stack, condition)),
    );
  }

  /** A resource's properties, resolved. Throws on an intrinsic or an attribute that the embedded cloud does not know. */
  propertiesOf(resource: Resource): Properties {
    return this.#resolve(this.#stack(resource.stack), resource.properties) as Properties;
  }

  /** The folder of a function's code in cdk.out: the very bundle that is deployed. */
  assetOf(resource: Resource): string {
    const path = resource.metadata['aws:asset:path'];
    if (typeof path !== 'string') throw new Error(`${resource.id} has no "aws:asset:path" metadata in the template`);
    return resolve(this.#stack(resource.stack).folder, path);
  }

  nameOf(resource: Resource): string {
    return nameOf(resource, this.propertiesOf(resource));
  }

  /** An attribute of a resource, as `Fn::GetAtt` gives it. */
  attributeOf(resource: Resource, attribute: string): string {
    return attributeOf(resource, this.nameOf(resource), attribute, this.#place);
  }

  #stack(name: string): Stack {
    const stack = this.#stacks.find((candidate) => candidate.name === name);
    if (!stack) throw new Error(`no stack ${name}`);
    return stack;
  }

  #resolve(stack: Stack, value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.map((item) => this.#resolve(stack, item)).filter((item) => item !== NO_VALUE);
    }
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [key, argument] = entries[0] ?? [];
    if (entries.length === 1 && (key === 'Ref' || key?.startsWith('Fn::'))) return this.#call(stack, key, argument);
    return Object.fromEntries(
      entries
        .map(([name, item]) => [name, this.#resolve(stack, item)] as const)
        .filter(([, item]) => item !== NO_VALUE),
    );
  }

  #call(stack: Stack, name: string, argument: unknown): unknown {
    const text = (value: unknown) => String(this.#resolve(stack, value));
    switch (name) {
      case 'Ref':
        return this.#reference(stack, String(argument));
      case 'Fn::GetAtt': {
        const [id, ...attribute] = typeof argument === 'string' ? argument.split('.') : (argument as string[]);
        const resource = this.#resource(stack, String(id));
        return attributeOf(resource, this.#physicalName(stack, resource), attribute.join('.'), this.#place);
      }
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, unknown];
        return (this.#resolve(stack, parts) as unknown[]).join(separator);
      }
      case 'Fn::Select': {
        const [index, list] = argument as [unknown, unknown];
        return (this.#resolve(stack, list) as unknown[])[Number(text(index))];
      }
      case 'Fn::Split': {
        const [separator, source] = argument as [string, unknown];
        return text(source).split(separator);
      }
      case 'Fn::Sub': {
        const [pattern, own] = (typeof argument === 'string' ? [argument, {}] : argument) as [string, Properties];
        return pattern.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, variable: string) => {
          if (literal) return `\${${variable}}`;
          if (variable in own) return text(own[variable]);
          return text(variable.includes('.') ? { 'Fn::GetAtt': variable } : { Ref: variable });
        });
      }
      case 'Fn::ImportValue':
        return this.#imported(text(argument));
      case 'Fn::If': {
        const [condition, yes, no] = argument as [string, unknown, unknown];
        return this.#resolve(stack, this.#holds(stack, condition) ? yes : no);
      }
      default:
        throw new Error(`the embedded cloud cannot resolve ${name} (stack ${stack.name})`);
    }
  }

  #reference(stack: Stack, id: string): unknown {
    const pseudo: Record<string, unknown> = {
      'AWS::Region': REGION,
      'AWS::AccountId': ACCOUNT,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
      'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${stack.name}/local`,
      'AWS::NoValue': NO_VALUE,
    };
    if (id in pseudo) return pseudo[id];
    const parameter = stack.parameters[id];
    if (parameter) return parameter.Default;
    const resource = this.#resource(stack, id);
    return referenceOf(resource, this.#physicalName(stack, resource), this.#place);
  }

  #resource(stack: Stack, id: string): Resource {
    const resource = stack.resources.get(id);
    if (!resource) throw new Error(`stack ${stack.name} refers to ${id}, which it does not hold`);
    return resource;
  }

  /** Only the properties that name a resource are resolved here: the others may well refer back to the caller. */
  #physicalName(stack: Stack, resource: Resource): string {
    const naming = Object.entries(resource.properties).filter(([key]) => /Name$|^Name$/.test(key));
    return nameOf(resource, this.#resolve(stack, Object.fromEntries(naming)) as Properties);
  }

  #imported(name: string): unknown {
    for (const stack of this.#stacks) {
      for (const output of Object.values(stack.outputs)) {
        if (output.Export && this.#resolve(stack, output.Export.Name) === name) {
          return this.#resolve(stack, output.Value);
        }
      }
    }
    throw new Error(`no stack exports ${name}`);
  }

  #holds(stack: Stack, name: string): boolean {
    const evaluate = (condition: unknown): boolean => {
      const [key, argument] = Object.entries(condition as Properties)[0] ?? [];
      const all = argument as unknown[];
      if (key === 'Fn::Equals') return this.#resolve(stack, all[0]) === this.#resolve(stack, all[1]);
      if (key === 'Fn::Not') return !evaluate(all[0]);
      if (key === 'Fn::And') return all.every(evaluate);
      if (key === 'Fn::Or') return all.some(evaluate);
      if (key === 'Condition') return this.#holds(stack, String(argument));
      throw new Error(`condition ${name} of stack ${stack.name} uses ${key}`);
    };
    return evaluate(stack.conditions[name]);
  }
}

interface TemplateFile {
  Resources?: Record<string, { Type: string; Properties?: Properties; Metadata?: Properties; Condition?: string }>;
  Outputs?: Stack['outputs'];
  Parameters?: Stack['parameters'];
  Conditions?: Properties;
}

interface Manifest {
  artifacts?: Record<string, { type: string; properties?: { templateFile?: string; stackName?: string } }>;
}

/** Reads every stack that the manifest of a `cdk synth` names: what an older one left in the folder is none. Throws when there is none. */
export function readTemplate(cdkOut: string): Template {
  const manifest = join(cdkOut, 'manifest.json');
  if (!existsSync(manifest)) throw new Error(`no manifest.json in ${cdkOut}: run the synthesis first`);
  const { artifacts = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
  const stacks = Object.entries(artifacts).flatMap(
    ([id, { type, properties: { templateFile, stackName = id } = {} }]) =>
      type === 'aws:cloudformation:stack' && templateFile ? [readStack(cdkOut, stackName, templateFile)] : [],
  );
  if (stacks.length === 0) throw new Error(`no stack in ${cdkOut}: run the synthesis first`);
  return new Template(stacks);
}

function readStack(folder: string, name: string, templateFile: string): Stack {
  const body = JSON.parse(readFileSync(join(folder, templateFile), 'utf8')) as TemplateFile;
  const resources = Object.entries(body.Resources ?? {}).map(
    ([id, { Type, Properties = {}, Metadata = {}, Condition }]) => ({
      stack: name,
      id,
      type: Type,
      properties: Properties,
      metadata: Metadata,
      condition: Condition,
    }),
  );
  return {
    name,
    folder,
    resources: new Map(resources.map((resource) => [resource.id, resource])),
    outputs: body.Outputs ?? {},
    parameters: body.Parameters ?? {},
    conditions: body.Conditions ?? {},
  };
}
