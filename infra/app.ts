import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { build } from './build.ts';
import { createApp } from './synthesize.ts';

const app = await createApp(await build(), { validates: true });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
