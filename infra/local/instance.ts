import { type ChildProcess, fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { FunctionSpec } from './wiring.ts';

export interface ReportedError {
  errorType: string;
  errorMessage: string;
  trace: string[];
}
export interface ToRuntime {
  requestId: string;
  /** The event, as JSON. */
  payload: string;
  /** Milliseconds since 1970. */
  deadline: number;
}
export type FromRuntime =
  | { kind: 'ready' }
  | { kind: 'crash'; error: ReportedError }
  | { kind: 'result'; requestId: string; payload: string }
  | { kind: 'failure'; requestId: string; error: ReportedError };
export type RuntimeSetup = Pick<FunctionSpec, 'bundle' | 'handler' | 'name' | 'arn' | 'memory'>;

/** An invocation that ended in an error, as Lambda reports it: `Sandbox.Timedout`, `Runtime.ExitError`… */
export class FunctionError extends Error {
  readonly errorType: string;
  readonly trace: string[];

  constructor({ errorType, errorMessage, trace }: ReportedError) {
    super(errorMessage);
    this.name = 'FunctionError';
    this.errorType = errorType;
    this.trace = trace;
  }
}

/** Milliseconds a bundle may take to load; Lambda gives 10 s, to machines that do nothing else. */
const INIT_LIMIT_MS = 30_000;

/**
 * One instance of a function, in a process of its own: its memory, environment and folder, and a death that takes
 * nobody with it. (A thread would be lighter, but one that runs out of heap ends the whole cloud.)
 */
export class Instance {
  readonly #process: ChildProcess;
  readonly #timeout: number;
  readonly #gone: Promise<void>;
  #answer: ((result: { payload: string } | { error: ReportedError }) => void) | undefined;
  #requestId = '';
  #lastWords: ReportedError | undefined;
  dead = false;
  idleSince = Date.now();
  /** Resolves when the bundle is loaded; rejects with a FunctionError when it cannot be. */
  readonly ready: Promise<void>;

  constructor(
    spec: FunctionSpec,
    environment: Record<string, string>,
    log: (line: string) => void,
    onDeath: () => void,
  ) {
    const { bundle, handler, name, arn, memory } = spec;
    this.#timeout = spec.timeout;
    const setup: RuntimeSetup = { bundle, handler, name, arn, memory };
    this.#process = fork(join(import.meta.dirname, 'runtime.ts'), [JSON.stringify(setup)], {
      cwd: bundle,
      env: { ...environment, NODE_COMPILE_CACHE: join(dirname(bundle), '.compile-cache') },
      execArgv: [`--max-old-space-size=${memory}`],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Ctrl-C reaches the whole group: what is under way must be let finish.
      detached: true,
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) if (stream) byLine(stream, log);
    const { promise: ready, resolve: loaded, reject: unloadable } = Promise.withResolvers<void>();
    this.ready = ready;
    ready.catch(() => {});
    const loading = setTimeout(
      () => this.#kill('Sandbox.InitTimedout', 'The bundle took too long to load'),
      INIT_LIMIT_MS,
    );
    ready.finally(() => clearTimeout(loading)).catch(() => {});

    this.#process.on('message', (message: FromRuntime) => {
      if (message.kind === 'ready') loaded();
      else if (message.kind === 'crash') this.#lastWords = message.error;
      else if (message.requestId !== this.#requestId) return;
      else this.#answer?.(message.kind === 'result' ? { payload: message.payload } : { error: message.error });
    });
    this.#gone = new Promise((resolve) => {
      const end = (reason: string) => {
        this.dead = true;
        const error = this.#lastWords ?? {
          errorType: 'Runtime.ExitError',
          errorMessage: `Runtime exited with error: ${reason}`,
          trace: [],
        };
        unloadable(new FunctionError(error));
        this.#answer?.({ error });
        onDeath();
        resolve();
      };
      this.#process.once('error', (error) => end(error.message));
      this.#process.once('exit', (code, signal) => end(signal ? `signal: ${signal}` : `exit status ${code}`));
    });
  }

  /** Runs one event (JSON in, JSON out). Rejects with a FunctionError. */
  invoke(requestId: string, payload: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const seconds = this.#timeout;
      const timer = setTimeout(
        () =>
          this.#kill(
            'Sandbox.Timedout',
            `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
          ),
        seconds * 1000,
      );
      this.#requestId = requestId;
      this.#answer = (result) => {
        clearTimeout(timer);
        this.#answer = undefined;
        this.idleSince = Date.now();
        if ('payload' in result) resolve(result.payload);
        else reject(new FunctionError(result.error));
      };
      const message: ToRuntime = { requestId, payload, deadline: Date.now() + seconds * 1000 };
      // A send that fails means a dying process: its exit ends the call.
      this.#process.send(message, () => {});
    });
  }

  /** Ends the process; resolves once it is gone. */
  async stop(): Promise<void> {
    this.dead = true;
    this.#process.kill('SIGKILL');
    await this.#gone;
  }

  #kill(errorType: string, errorMessage: string): void {
    this.dead = true;
    this.#lastWords = { errorType, errorMessage, trace: [] };
    this.#process.kill('SIGKILL');
  }
}

function byLine(stream: NodeJS.ReadableStream, log: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(log);
  });
  stream.on('end', () => {
    if (rest) log(rest);
  });
}
