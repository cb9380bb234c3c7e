import { AsyncLocalStorage } from 'node:async_hooks';
import { ACCESS_ENV, type Access, variablesOf } from '../shared/function/access.ts';

const running = new AsyncLocalStorage<readonly Access[]>();
const GRANTED: ReadonlySet<PropertyKey> = new Set(Object.values(ACCESS_ENV));

/**
 * Runs a handler with the variables that the access words of its contract give it, and no other of theirs: a word that
 * is missing fails the test, as it would fail the function once deployed. Handlers may run at the same time.
 */
export const withAccess = <T>(access: readonly Access[], run: () => Promise<T>): Promise<T> => running.run(access, run);

/** The environment, where who runs within `withAccess` sees only what it was given. */
export const guarded = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  new Proxy(environment, {
    get(target, name) {
      const access = running.getStore();
      if (!access || !GRANTED.has(name)) return Reflect.get(target, name);
      const words = access.filter((word) => variablesOf(word).includes(name as string));
      if (name === ACCESS_ENV.queues) return words.map((word) => word.slice('send:'.length)).join();
      return words.length ? Reflect.get(target, name) : undefined;
    },
    // Node refuses a property that is defined rather than assigned.
    set: (target, name, value) => Reflect.set(target, name, value),
  });
