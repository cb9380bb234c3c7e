import { randomUUID } from 'node:crypto';
import { FunctionError, Instance } from './instance.ts';
import { REGION } from './names.ts';
import type { FunctionSpec } from './wiring.ts';

/** Bytes of a request or an answer of a synchronous invocation. */
export const PAYLOAD_LIMIT = 6 * 1024 * 1024;

export interface LambdaOptions {
  /** Variables that every function gets beside its own: the engines' addresses and their credentials. */
  environment: Record<string, string>;
  log(line: string, useCase: string): void;
  /** Instances of one function at once, 10 unless said. */
  concurrency?: number;
  /** How long an instance waits for work before it is retired, 60 s unless said. */
  idleMs?: number;
}

/** A function and its instances. An invocation takes an idle one, else starts one, else waits for its turn. */
class Pool {
  readonly #spec: FunctionSpec;
  readonly #options: LambdaOptions;
  readonly #idle: Instance[] = [];
  readonly #all = new Set<Instance>();
  readonly #waiting: { take(instance: Instance): void; fail(error: Error): void }[] = [];
  #starting = 0;
  #closed = false;

  constructor(spec: FunctionSpec, options: LambdaOptions) {
    this.#spec = spec;
    this.#options = options;
  }

  get useCase(): string {
    return this.#spec.useCase;
  }

  async invoke(payload: string, requestId: string): Promise<string> {
    const instance = await this.#instance();
    try {
      return await instance.invoke(requestId, payload);
    } finally {
      this.#free(instance);
    }
  }

  retireIdle(before: number): void {
    while (this.#idle[0] && this.#idle[0].idleSince < before) this.#stop(this.#idle.shift()!);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { fail } of this.#waiting.splice(0)) fail(new Error(`${this.#spec.name} is stopping`));
    await Promise.all([...this.#all].map((instance) => instance.stop()));
  }

  #instance(): Promise<Instance> {
    // The one used last is the warmest; those at the front grow old and are retired.
    const idle = this.#idle.pop();
    if (idle) return Promise.resolve(idle);
    return new Promise((take, fail) => {
      this.#waiting.push({ take, fail });
      this.#grow();
    });
  }

  /** Two at a time: loading is what costs, and the first ready may well serve all who wait. */
  #grow(): void {
    if (this.#closed) return;
    const cap = this.#options.concurrency ?? 10;
    while (this.#starting < Math.min(2, this.#waiting.length) && this.#all.size < cap) this.#start();
  }

  #start(): void {
    const environment = { ...lambdaVariables(this.#spec), ...this.#options.environment, ...this.#spec.environment };
    const instance = new Instance(
      this.#spec,
      environment,
      (line) => this.#options.log(line, this.#spec.useCase),
      () => this.#forget(instance),
    );
    this.#all.add(instance);
    this.#starting += 1;
    instance.ready
      .finally(() => {
        this.#starting -= 1;
      })
      .then(
        () => this.#free(instance),
        (error: Error) => {
          if (!this.#closed) this.#options.log(error.message, this.#spec.useCase);
          this.#all.delete(instance);
          this.#waiting.shift()?.fail(error);
          this.#grow();
        },
      );
  }

  #free(instance: Instance): void {
    if (!instance.dead) {
      const next = this.#waiting.shift();
      if (next) next.take(instance);
      else this.#idle.push(instance);
    }
    this.#grow();
  }

  #forget(instance: Instance): void {
    this.#all.delete(instance);
    const at = this.#idle.indexOf(instance);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  #stop(instance: Instance): void {
    this.#forget(instance);
    void instance.stop();
  }
}

const lambdaVariables = ({ name, memory, bundle }: FunctionSpec): Record<string, string> => ({
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
  LAMBDA_TASK_ROOT: bundle,
  TZ: ':UTC',
});

/** The functions of the template, each in processes of its own that see nothing of this one's environment. */
export class Lambda {
  readonly #pools: Map<string, Pool>;
  readonly #log: LambdaOptions['log'];
  readonly #inFlight = new Set<Promise<unknown>>();
  readonly #retiring: NodeJS.Timeout;
  #closing = false;

  constructor(functions: FunctionSpec[], options: LambdaOptions) {
    this.#pools = new Map(functions.map((spec) => [spec.name, new Pool(spec, options)]));
    this.#log = options.log;
    const idleMs = options.idleMs ?? 60_000;
    this.#retiring = setInterval(() => {
      for (const pool of this.#pools.values()) pool.retireIdle(Date.now() - idleMs);
    }, idleMs / 4).unref();
  }

  /**
   * Runs a function on an event and gives what it returned.
   * @throws FunctionError when it threw, timed out, crashed, or when event or answer pass 6 MB.
   */
  async invoke(name: string, event: unknown): Promise<unknown> {
    const pool = this.#pools.get(name);
    if (!pool) throw new Error(`no function ${name}`);
    if (this.#closing) throw new Error(`${name} is stopping`);
    const payload = JSON.stringify(event) ?? 'null';
    if (Buffer.byteLength(payload) > PAYLOAD_LIMIT) {
      throw new FunctionError({
        errorType: 'RequestEntityTooLarge',
        errorMessage: `Request must be smaller than ${PAYLOAD_LIMIT} bytes for the InvokeFunction operation`,
        trace: [],
      });
    }
    const answer = this.#tracked(pool.invoke(payload, randomUUID()));
    try {
      return parseAnswer(await answer);
    } catch (error) {
      // What the function threw, it printed itself.
      if (error instanceof FunctionError && error.trace.length === 0) this.#log(error.message, pool.useCase);
      throw error;
    }
  }

  /**
   * As S3 and the Scheduler invoke: a failure is tried twice more, then given up.
   * @returns whether one try went well
   */
  async invokeAsync(name: string, event: unknown, waitsMs: number[] = [1000, 5000]): Promise<boolean> {
    for (const waitMs of [...waitsMs, null]) {
      try {
        await this.invoke(name, event);
        return true;
      } catch (error) {
        // A stop is no failure of the function: whoever asked keeps the event.
        if (this.#closing) throw error;
        if (waitMs === null) this.#log('given up after three tries', this.#pools.get(name)?.useCase ?? name);
        else await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
    return false;
  }

  /** Lets invocations under way finish for `graceMs`, then ends every instance. */
  async close(graceMs = 5000): Promise<void> {
    this.#closing = true;
    clearInterval(this.#retiring);
    const all = Promise.allSettled([...this.#inFlight]);
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      all,
      new Promise((resolve) => {
        timer = setTimeout(resolve, graceMs);
      }),
    ]);
    clearTimeout(timer);
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
  }

  #tracked<T>(work: Promise<T>): Promise<T> {
    this.#inFlight.add(work);
    const done = () => this.#inFlight.delete(work);
    work.then(done, done);
    return work;
  }
}

function parseAnswer(answer: string): unknown {
  const size = Buffer.byteLength(answer);
  if (size <= PAYLOAD_LIMIT) return JSON.parse(answer);
  throw new FunctionError({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size (${size} bytes) exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`,
    trace: [],
  });
}
