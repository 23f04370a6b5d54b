import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ForewarnError } from '../src/core/errors.ts';
import { compose, ROOT } from './compose.ts';
import { configurationOf } from './read-configuration.ts';

try {
  const app = new App();
  await compose(app, configurationOf(ROOT, app.node.getAllContext()));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
} catch (error) {
  if (!(error instanceof ForewarnError)) throw error;
  process.stderr.write(`${error.message}\n${error.fix ? `Fix: ${error.fix}\n` : ''}`);
  process.exit(2);
}
