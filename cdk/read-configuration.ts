import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ForewarnError } from '../src/core/errors.ts';
import { isObject, type JsonObject } from '../src/core/json.ts';
import { type Configuration, readConfiguration } from './config.ts';

const FILE = 'forewarn.config.json';

/**
 * The configuration of a deployment: `forewarn.config.json` beside `cdk.json`, or `forewarn` in its context, or
 * neither. `-c architecture=` goes before both.
 *
 * @param root the repository. @param context what the CDK was given as context.
 * @throws ForewarnError `config` that names the file and every key that is wrong.
 */
export function configurationOf(root: string, context: Record<string, unknown>): Configuration {
  const file = join(root, FILE);
  const inFile = existsSync(file) ? parsed(file) : undefined;
  if (inFile !== undefined && context.forewarn !== undefined)
    throw new ForewarnError(
      'config',
      `${FILE} and "forewarn" in the context both configure this deployment`,
      {
        fix: `keep one of them`,
      },
    );
  const where = inFile === undefined ? 'cdk.json, context "forewarn"' : FILE;
  const written = inFile ?? context.forewarn ?? {};
  if (!isObject(written as JsonObject))
    throw new ForewarnError('config', `${where} is not an object`, { fix: '{} is enough' });
  const { architecture } = context;
  return readConfiguration(
    { ...(written as JsonObject), ...(architecture === undefined ? {} : { architecture }) },
    where,
  );
}

function parsed(file: string): JsonObject {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
  } catch (cause) {
    throw new ForewarnError('config', `${FILE} is not JSON`, { place: { file }, cause });
  }
}
