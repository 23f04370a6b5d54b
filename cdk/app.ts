import { App } from 'aws-cdk-lib';
import { ForewarnError } from '../src/core/errors.ts';
import { compose, ROOT } from './compose.ts';
import { configurationOf } from './read-configuration.ts';

try {
  const app = new App();
  await compose(app, configurationOf(ROOT, app.node.getAllContext()));
  app.synth();
} catch (error) {
  if (!(error instanceof ForewarnError)) throw error;
  process.stderr.write(`${error.message}\n${error.fix ? `Fix: ${error.fix}\n` : ''}`);
  process.exit(2);
}
