import { onTestFinished, TestRunner } from 'vitest';

/**
 * Sets variables of the environment, or takes them away, until the test that is under way ends. Outside of one, for the
 * whole file: its process ends with it.
 */
export function setVariables(variables: Readonly<Record<string, string | undefined>>): void {
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]));
  if (TestRunner.getCurrentTest()) onTestFinished(() => write(before));
  write(variables);
}

function write(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** Lets the guard of outside calls through to a port of this machine, beside those that it lets through already. */
export const letThrough = (port: number): void =>
  setVariables({ OUTSIDE_ALLOW: [process.env.OUTSIDE_ALLOW, `localhost:${port}`].filter(Boolean).join(',') });
