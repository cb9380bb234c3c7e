import { AsyncLocalStorage } from 'node:async_hooks';
import { ACCESS_ENV, type Access, LISTENERS, MAIL_REPORTS, variablesOf } from '../shared/function/access.ts';

interface Run {
  access: readonly Access[];
  /** Calls that the access words do not allow. */
  refused: Error[];
}
const running = new AsyncLocalStorage<Run>();
const GRANTED: ReadonlySet<PropertyKey> = new Set(Object.values(ACCESS_ENV));

/**
 * Runs a handler with what the access words of its contract give it, and nothing else of theirs: neither variables nor,
 * once `guardCalls` stands, rights. A word that is missing fails the test, as it would fail the function once deployed.
 * Handlers may run at the same time.
 */
export async function withAccess<T>(access: readonly Access[], run: () => Promise<T>): Promise<T> {
  const refused: Error[] = [];
  const result = await running.run({ access, refused }, run);
  // A handler that goes on without what it was refused is no better deployed.
  if (refused[0]) throw refused[0];
  return result;
}

const mailReports: string[] = [];
/** Tells which queues `send:mail-reports` stands for. */
export const knowMailReports = (names: readonly string[]) => mailReports.splice(0, mailReports.length, ...names);

const listeners = () => (process.env[ACCESS_ENV.listeners] ?? '').split(' ').map((one) => one.split('=')[0] ?? '');

/** The queues that an access word names. */
export function queuesNamed(word: Access): string[] {
  const name = word.slice('send:'.length);
  if (name === MAIL_REPORTS) return mailReports;
  return name === LISTENERS ? listeners() : [name];
}

/** Who runs here and now, within `withAccess`. */
export const currentRun = (): Run | undefined => running.getStore();

/** The environment, where who runs within `withAccess` sees only what it was given. */
export const guarded = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  new Proxy(environment, {
    get(target, name) {
      const access = currentRun()?.access;
      if (!access || !GRANTED.has(name)) return Reflect.get(target, name);
      const words = access.filter((word) => variablesOf(word).includes(name as string));
      if (name === ACCESS_ENV.queues) return words.flatMap(queuesNamed).join();
      return words.length ? Reflect.get(target, name) : undefined;
    },
    // Node refuses a property that is defined rather than assigned.
    set: (target, name, value) => Reflect.set(target, name, value),
  });
