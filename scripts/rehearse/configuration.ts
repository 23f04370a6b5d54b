import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenConfiguration } from '../../cdk/config.ts';
import { isObject, type Json } from '../../src/core/json.ts';

/** Everything that can be switched on and costs an emulator nothing: as much of the template as there can be. */
export const ALL_ON: WrittenConfiguration = {
  people: { issuer: 'https://people.example/forewarn', audience: ['forewarn'] },
  ci: {
    issuer: 'https://token.ci.example',
    audience: ['forewarn'],
    claim: 'repository',
    values: ['shop/integrations'],
  },
  mail: { identity: 'forewarn.example', from: 'notices@forewarn.example' },
  alarms: { email: 'on-call@forewarn.example' },
  budget: { monthly: 50, email: 'on-call@forewarn.example' },
};

/**
 * Puts a `cdk.json` into a folder that names the repository's own app, with its own context; and with everything
 * switched on, unless the repository has a `forewarn.config.json`: then that is rehearsed.
 *
 * @returns which of the two it is.
 */
export function writeConfiguration(root: string, folder: string): 'everything on' | 'forewarn.config.json' {
  const own = existsSync(join(root, 'forewarn.config.json'));
  const written: Json = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
  const settings = isObject(written) ? written : {};
  const context = isObject(settings.context) ? settings.context : {};
  const app = String(settings.app).replace(/\bcdk\/app\.ts\b/, join(root, 'cdk', 'app.ts'));
  const rehearsed = { ...settings, app, context: { ...context, ...(own ? {} : { forewarn: ALL_ON }) } };
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify(rehearsed, null, 1));
  return own ? 'forewarn.config.json' : 'everything on';
}
