import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { type HttpContract, takesIdempotencyKey } from '../shared/function/contract.ts';
import { COMPONENTS } from './openapi-components.ts';
import { problemsOf } from './openapi-problems.ts';
import type { UseCase } from './use-cases.ts';

type Json = Record<string, unknown>;
type HttpUseCase = UseCase & { contract: HttpContract };

/**
 * The OpenAPI 3.1 document of the use cases that programs call (`http` contracts). Pages, queues and webhooks are not
 * part of the API.
 */
export function openApi(useCases: readonly UseCase[]): object {
  const listed = useCases.filter((useCase): useCase is HttpUseCase => useCase.contract.kind === 'http');
  const named: Json = {};
  const paths: Record<string, Json> = {};
  for (const useCase of listed) {
    // OpenAPI has no word for a parameter of several segments.
    const [method = '', path = ''] = useCase.contract.route.replace('+}', '}').split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(useCase, named) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Guichet',
      version: '1',
      summary: 'L’API du guichet : chaque acte laisse une preuve. / The API of the counter: every act leaves a proof.',
      description: DESCRIPTION,
    },
    servers: [{ url: '/' }],
    tags: [...new Set(listed.map(({ area }) => area))].sort().map((name) => ({ name })),
    paths,
    components: { ...COMPONENTS, schemas: { ...COMPONENTS.schemas, ...named } },
  };
}

const DESCRIPTION = `Corps et réponses en JSON, dates ISO 8601 en UTC, erreurs selon la RFC 9457 dans la langue de \`Accept-Language\` (fr, en).
Une liste rend \`{items, nextCursor}\` ; redonnez \`nextCursor\` dans \`cursor\` pour la suite.

Bodies and answers are JSON, times ISO 8601 in UTC, errors follow RFC 9457 in the language of \`Accept-Language\` (fr, en).
A list answers \`{items, nextCursor}\`; give \`nextCursor\` back as \`cursor\` for what follows.`;

/** Writes the document of `openApi` where bundles find it. */
export async function writeOpenApi(useCases: readonly UseCase[], file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(openApi(useCases)));
}

function operation({ name, area, contract }: HttpUseCase, named: Json): Json {
  const { route, auth, rights, query, body, returns, summary, description } = contract;
  const id = name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const right = rights && `Droit demandé / right needed: \`${rights}\`.`;
  const about = [description, right].filter(Boolean).join('\n\n');
  const parameters = [
    ...[...route.matchAll(/\{(\w+)\+?\}/g)].map(([, parameter]) => ({
      name: parameter,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(query ? queryParameters(schemaOf(query, 'input', id, named)) : []),
    ...(takesIdempotencyKey(contract) ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ];
  return {
    operationId: id,
    summary,
    ...(about && { description: about }),
    tags: [area],
    ...(parameters.length && { parameters }),
    ...(body && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: jsonContent(schemaOf(body, 'input', id, named)),
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(returns).map(([status, shape]) => [
          status,
          {
            description: MEANING[status] ?? 'Réponse / answer',
            ...(status === '303' && { headers: LOCATION }),
            ...(shape && { content: jsonContent(schemaOf(shape, 'output', id, named)) }),
          },
        ]),
      ),
      ...problems(contract),
    },
    security: auth === 'user' ? [{ apiKey: [] }] : [],
  };
}

const MEANING: Readonly<Record<string, string>> = {
  200: 'Fait / done',
  201: 'Créé / created',
  202: 'Accepté, suite à venir / accepted, more to come',
  204: 'Fait, rien à rendre / done, nothing to return',
  303: 'À lire à cette adresse / to be read at this address',
};

const LOCATION = { Location: { required: true, schema: { type: 'string', format: 'uri' } } };

const jsonContent = (schema: Json) => ({ 'application/json': { schema } });

function problems(contract: HttpContract): Json {
  const reference = (name: string) => ({ $ref: `#/components/responses/${name}` });
  return {
    ...Object.fromEntries([...problemsOf(contract)].map(([status, name]) => [status, reference(name)])),
    default: reference('Unexpected'),
  };
}

function queryParameters({ properties = {}, required = [] }: { properties?: Json; required?: string[] }) {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    ...(required.includes(name) && { required: true }),
    schema,
  }));
}

/** The JSON schema of a shape; those it names move to `named`, for a reference inside a schema starts at the document. */
function schemaOf(shape: z.ZodType, io: 'input' | 'output', operationId: string, named: Json): Json {
  const {
    $schema,
    $defs = {},
    ...schema
  } = z.toJSONSchema(shape, {
    io,
    unrepresentable: 'any',
    // The pattern of a known format says less than its name, at length.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format) delete jsonSchema.pattern;
    },
  }) as Json & { $defs?: Json };
  const nameOf = (definition: string) =>
    definition.startsWith('__') ? `${operationId}${io}${definition}` : definition;
  const moved = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value), (key, item) =>
      key === '$ref' && typeof item === 'string'
        ? item.replace(/^#\/\$defs\/(.+)$/, (_, definition: string) => `#/components/schemas/${nameOf(definition)}`)
        : item,
    );
  for (const [definition, content] of Object.entries($defs)) named[nameOf(definition)] = moved(content);
  return moved(schema);
}
