import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { ASSET_RESOURCE_METADATA_ENABLED_CONTEXT } from 'aws-cdk-lib/cx-api';
import { type BuiltUseCase, build } from './build.ts';
import { areaStackName, NAME } from './names.ts';
import { AreaStack } from './stacks/area-stack.ts';
import { HttpStack } from './stacks/http-stack.ts';
import { QueuesStack } from './stacks/queues-stack.ts';
import { StateStack } from './stacks/state-stack.ts';
import { PROJECT_ROOT } from './use-cases.ts';

interface AppOptions {
  outDir?: string | undefined;
  /**
   * Whether each synthesis holds the templates against CloudFormation's own rules: half a minute of processor time, for
   * what is deployed, and not each time that a laptop or a test starts.
   */
  validates?: boolean;
}

/**
 * The CDK app of these use cases, with the context of `cdk.json` (which only the CDK command line reads by itself).
 * Nothing is written before `synth()`.
 */
export async function createApp(
  useCases: readonly BuiltUseCase[],
  { outDir, validates = false }: AppOptions = {},
): Promise<App> {
  const { context } = JSON.parse(await readFile(join(PROJECT_ROOT, 'cdk.json'), 'utf8'));
  const app = new App({
    // Each function's template entry names the folder of its bundle, as when the command line synthesizes.
    context: { ...context, [ASSET_RESOURCE_METADATA_ENABLED_CONTEXT]: true },
    analyticsReporting: false,
    builtinCloudFormationValidation: validates,
    ...(outDir && { outdir: resolve(PROJECT_ROOT, outDir) }),
  });
  const state = new StateStack(app, `${NAME}State`, { terminationProtection: true });
  const queues = new QueuesStack(app, `${NAME}Queues`, { state, useCases });
  const http = new HttpStack(app, `${NAME}Http`, { alarms: queues.alarms });
  for (const [area, own] of Map.groupBy(useCases, (useCase) => useCase.area))
    new AreaStack(app, areaStackName(area), { area, state, queues, http, useCases: own });
  return app;
}

/** Bundles every use case and writes the CloudFormation templates and the bundles to `outDir`, without any AWS account. */
export async function synthesize({ outDir = 'cdk.out' }: { outDir?: string } = {}): Promise<void> {
  const app = await createApp(await build(), { outDir });
  app.synth();
}
