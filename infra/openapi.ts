import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { everyFact } from '../events/every-fact.ts';
import { about } from '../shared/fields/about.ts';
import { type HttpContract, takesIdempotencyKey, type WithFile } from '../shared/function/contract.ts';
import { factView } from '../shared/function/fact.ts';
import { FIELDS_PART } from '../shared/function/multipart.ts';
import { timeOfId } from '../shared/ids.ts';
import { LOCALES, type Locale, say, type Text } from '../shared/text.ts';
import { API_AREAS, asMet } from './api-areas.ts';
import { codeOf } from './openapi-code.ts';
import { componentsIn } from './openapi-components.ts';
import { exampleOfParameter, pathParameter } from './openapi-parameters.ts';
import { problemsOf } from './openapi-problems.ts';
import { exampleOf, type Json, type Named, schemaOf } from './openapi-schemas.ts';
import type { UseCase } from './use-cases.ts';

type HttpUseCase = UseCase & { contract: HttpContract };

/**
 * The OpenAPI 3.1 document of the use cases that programs call (`http` contracts). Pages, queues and webhooks are not
 * part of the API. Its sentences are in the language asked for; everything else is the same in each.
 */
export function openApi(useCases: readonly UseCase[], locale: Locale): object {
  const listed = useCases.filter((useCase): useCase is HttpUseCase => useCase.contract.kind === 'http').sort(asMet);
  const named: Named = {};
  const components = componentsIn(locale);
  const paths: Record<string, Json> = {};
  for (const useCase of listed) {
    // OpenAPI has no word for a parameter of several segments.
    const [method = '', path = ''] = useCase.contract.route.replace('+}', '}').split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(useCase, locale, named) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Guichet',
      version: '1',
      summary: SUMMARY[locale],
      description: DESCRIPTION[locale],
    },
    servers: [{ url: '/' }],
    tags: [...new Set(listed.map(({ area }) => area))].map((name) => tag(name, locale)),
    paths,
    webhooks: toldBy(locale, named),
    components: { ...components, schemas: { ...components.schemas, ...named } },
  };
}

const SUMMARY = say(
  'L’API du guichet : chaque acte laisse une preuve.',
  'The API of the counter: every act leaves a proof.',
);
function tag(name: string, locale: Locale): Json {
  const area = API_AREAS[name];
  return { name, ...(area && { 'x-displayName': area.title[locale], description: area.about[locale] }) };
}

/** Each fact, what it means, and what its data was once. */
const factsIn = (locale: Locale): string =>
  everyFact
    .map(({ subject, kinds, sample }) => {
      const all = Object.entries(kinds).map(([kind, meaning]) => `- \`${subject}.${kind}\`: ${meaning[locale]}`);
      return `\n${all.join('\n')}\n\n\`\`\`json\n${JSON.stringify(sample)}\n\`\`\``;
    })
    .join('\n');
const FACTS = say(factsIn('fr'), factsIn('en'));
const DESCRIPTION = say(
  `Corps et réponses en JSON, dates ISO 8601 en UTC, erreurs selon la RFC 9457 dans la langue de \`Accept-Language\` (fr, en).
Une liste rend \`{items, nextCursor}\` ; redonnez \`nextCursor\` dans \`cursor\`, avec les mêmes filtres, jusqu’à ce qu’il soit \`null\`.

Ce qui se produit est annoncé par des webhooks (\`POST /v1/webhook-endpoints\`) et se lit par \`GET /v1/facts\` :
${FACTS.fr}

This document in English: \`/openapi.json?lang=en\`.`,
  `Bodies and answers are JSON, times ISO 8601 in UTC, errors follow RFC 9457 in the language of \`Accept-Language\` (fr, en).
A list answers \`{items, nextCursor}\`; give \`nextCursor\` back as \`cursor\`, with the same filters, until it is \`null\`.

What happens is told by webhooks (\`POST /v1/webhook-endpoints\`) and read by \`GET /v1/facts\`:
${FACTS.en}

Ce document en français : \`/openapi.json?lang=fr\`.`,
);

/** What is told: as the body of a webhook, and by `GET /v1/facts`. */
function toldBy(locale: Locale, named: Named): Json {
  return Object.fromEntries(
    everyFact.flatMap(({ subject, version, kinds, data, sample }) =>
      Object.entries(kinds).map(([kind, meaning]) => {
        const type = `${subject}.${kind}`;
        const shape = factView.omit({ test: true }).extend({
          type: z.literal(type).meta(about('Ce qui s’est produit.', 'What has happened.')),
          version: z
            .literal(version)
            .meta(about('La version de la forme de `data`.', 'The version of the shape of `data`.')),
          data: data.meta(about('Ce dont il s’agit.', 'What it is about.', sample)),
        });
        const example = { ...{ id: FACT_ID, type, version, timestamp: timeOfId(FACT_ID).toISOString() }, data: sample };
        const content = { 'application/json': { schema: schemaOf(shape, 'output', named, locale), example } };
        const responses = { '2XX': { description: TAKEN[locale] } };
        const post = {
          operationId: type,
          summary: meaning[locale],
          tags: [subject],
          requestBody: { content },
          responses,
        };
        return [type, { post }];
      }),
    ),
  );
}
const FACT_ID = 'fct_01kb3qbd2r5t8w0y3a6d9f1hkn';
const TAKEN = say('Reçu : l’appel n’est pas retenté', 'Taken: the call is not tried again');

/** Writes the documents of `openApi`, `openapi.fr.json` and so on, to the folder where bundles find them. */
export async function writeOpenApi(useCases: readonly UseCase[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(
    LOCALES.map((locale) =>
      writeFile(join(folder, `openapi.${locale}.json`), JSON.stringify(openApi(useCases, locale))),
    ),
  );
}

function operation({ name, area, contract }: HttpUseCase, locale: Locale, named: Named): Json {
  const { route, auth, rights, query, body, withFile, returns, summary, description } = contract;
  const id = name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const [method = '', path = ''] = route.replace('+}', '}').split(' ');
  const right = rights && say(`Droit demandé : \`${rights}\`.`, `Right needed: \`${rights}\`.`);
  const about = [description, right].flatMap((text) => text?.[locale] ?? []).join('\n\n');
  const inPath = [...route.matchAll(/\{(\w+)\+?\}/g)].map(([, parameter = '']) => parameter);
  const isKeyed = takesIdempotencyKey(contract);
  const sent = body && schemaOf(body, 'input', named, locale);
  const parameters = [
    ...inPath.map((parameter) => pathParameter(parameter, locale)),
    ...(query ? queryParameters(schemaOf(query, 'input', named, locale)) : []),
    ...(isKeyed ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ];
  return {
    operationId: id,
    summary: summary[locale],
    ...(about && { description: about }),
    tags: [area],
    ...(parameters.length && { parameters }),
    ...(body &&
      sent && {
        requestBody: {
          required: !body.safeParse({}).success,
          content: { ...jsonContent(sent), ...(withFile && formContent(withFile, named, locale)) },
        },
      }),
    responses: {
      ...Object.fromEntries(
        Object.entries(returns).map(([status, shape]) => [
          status,
          {
            description: (MEANING[status] ?? ANSWER)[locale],
            ...(status === '303' && { headers: LOCATION }),
            ...(shape && { content: jsonContent(schemaOf(shape, 'output', named, locale)) }),
          },
        ]),
      ),
      ...problems(contract),
    },
    security: auth === 'user' ? [{ apiKey: [] }] : [],
    'x-codeSamples': codeOf(contract, {
      method,
      path: inPath.reduce((at, name) => at.replace(`{${name}}`, exampleOfParameter(name)), path),
      isKeyed,
      ...(sent && { body: exampleOf(sent, named) }),
    }),
  };
}

const MEANING: Readonly<Record<string, Text>> = {
  200: say('Fait', 'Done'),
  201: say('Créé', 'Created'),
  202: say('Accepté, suite à venir', 'Accepted, more to come'),
  204: say('Fait, rien à rendre', 'Done, nothing to return'),
  303: say('À lire à cette adresse', 'To be read at this address'),
};
const ANSWER = say('Réponse', 'Answer');

const LOCATION = { Location: { required: true, schema: { type: 'string', format: 'uri' } } };

const jsonContent = (schema: Json) => ({ 'application/json': { schema } });

function formContent({ body, part, type, words }: WithFile, named: Named, locale: Locale) {
  const file = { type: 'string', format: 'binary', description: words[locale], examples: [`@devis.pdf;type=${type}`] };
  const fields = { ...schemaOf(body, 'input', named, locale), description: FIELDS[locale] };
  const properties = { [FIELDS_PART]: fields, [part]: file };
  const encoding = { [FIELDS_PART]: { contentType: 'application/json' }, [part]: { contentType: type } };
  const schema = { type: 'object', properties, required: Object.keys(properties) };
  return { 'multipart/form-data': { schema, encoding } };
}
const FIELDS = say('Les champs, en JSON.', 'The fields, as JSON.');

function problems(contract: HttpContract): Json {
  const reference = (name: string) => ({ $ref: `#/components/responses/${name}` });
  return {
    ...Object.fromEntries([...problemsOf(contract)].map(([status, name]) => [status, reference(name)])),
    default: reference('Unexpected'),
  };
}

function queryParameters({ properties = {}, required = [] }: { properties?: Named; required?: string[] }) {
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    ...(required.includes(name) && { required: true }),
    ...(description !== undefined && { description }),
    schema,
  }));
}
