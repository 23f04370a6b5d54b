import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from 'aws-cdk-lib';
import { buildFunctions } from './bundle/build-functions.ts';
import type { Configuration } from './config.ts';
import { ForewarnStack } from './forewarn-stack.ts';

/** The repository, with `/` at its end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Puts a Forewarn into an app: its functions bundled.
 *
 * @throws ForewarnError `input` where what the functions are made of cannot be had.
 */
export async function compose(app: App, config: Configuration): Promise<ForewarnStack> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const functions = await buildFunctions(ROOT, config.architecture);
  return new ForewarnStack(app, 'Forewarn', {
    description: 'Forewarn: tells both sides that an integration is about to break',
    config,
    version,
    functions,
  });
}
