import { type Endpoints, type Engines, type EnginesOptions, startEngines, withLocalAuthority } from './engines.ts';
import { type EventSources, startEventSources } from './event-sources.ts';
import { ensureSynthesized } from './freshness.ts';
import { type HttpApi, startHttpApi } from './http-api.ts';
import { Lambda } from './lambda.ts';
import { functionsOf, routesOf } from './wiring.ts';

export interface CloudOptions extends Pick<EnginesOptions, 'dataDir' | 'cdkOut' | 'allowHosts'> {
  /** The API's; the inbox takes the next. 0, any free ports, unless given. */
  port?: number;
  /** Synthesizes first when the sources are newer than `cdkOut`. */
  build?: boolean;
  /** Hears what functions print and how they fail, line by line; silent unless given. */
  log?(line: string, useCase: string): void;
}

export interface Cloud {
  apiUrl: string;
  inboxUrl: string;
  endpoints: Endpoints;
  engines: Engines;
  /** All that a use case's function finds in its environment. */
  environmentOf(useCase: string): Record<string, string>;
  /** Runs a use case's function. Rejects with a FunctionError when it fails. */
  invoke(useCase: string, event: unknown): Promise<unknown>;
  /** Lets what is under way finish for a few seconds, then stops everything. State stays in `dataDir`. */
  close(): Promise<void>;
}

/**
 * Starts the embedded cloud: the engines with the template's state, the functions with their events, the HTTP API.
 * @throws Error with code EADDRINUSE when a port is taken.
 */
export async function startCloud(options: CloudOptions = {}): Promise<Cloud> {
  const { port = 0, cdkOut = 'cdk.out', log = () => {} } = options;
  if (options.build) await ensureSynthesized(cdkOut);
  const api = await startHttpApi(port);
  let engines: Engines | undefined;
  try {
    engines = await startEngines({ ...options, cdkOut, apiUrl: api.url, inboxPort: port === 0 ? 0 : port + 1 });
    return run(api, engines, log);
  } catch (error) {
    await api.close();
    await engines?.close();
    throw error;
  }
}

function run(api: HttpApi, engines: Engines, log: (line: string, useCase: string) => void): Cloud {
  const { template, endpoints } = engines;
  const functions = functionsOf(template).map((spec) => ({
    ...spec,
    environment: withLocalAuthority(spec.environment, engines.timestamps),
  }));
  const names = new Map(functions.map(({ useCase, name }) => [useCase, name]));
  const lambda = new Lambda(functions, { environment: engines.environment, log });
  api.serve(routesOf(template), (name, event) => lambda.invoke(name, event));
  const sources: EventSources = startEventSources(engines, lambda, (line) => log(line, 'cloud'));
  return {
    apiUrl: api.url,
    inboxUrl: endpoints.inbox,
    endpoints,
    engines,
    environmentOf: engines.environmentOf,
    invoke: (useCase, event) => lambda.invoke(names.get(useCase) ?? useCase, event),
    async close() {
      // The functions' grace bounds the rest: once they are gone, nothing is under way any more.
      await Promise.all([api.close(), sources.close(), lambda.close()]);
      await engines.close();
    },
  };
}
