import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { ReadBundle } from '../../app/registration-plan.ts';
import { ForewarnError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import { agreementPath } from '../../core/registration/parse-bundle.ts';
import { readRegistered } from '../../core/registration/read-registered.ts';
import type { RegistrationBundle } from '../../core/registration/types.ts';
import { sha256 } from '../crypto/sha256.ts';
import { asJson } from './as-json.ts';
import { maskTemplates } from './path-templates.ts';
import { preparePartner } from './prepare-partner.ts';
import { problemsError } from './problems.ts';
import { readYaml } from './read-yaml.ts';
import { writeFiles } from './unpack-registration.ts';

/** Most values in one YAML file, each alias counted as often as it is used. */
const MOST_VALUES = 100_000;

/**
 * Reads bundles through a folder of their own below `dir`, which is gone afterwards. What is wrong is told by paths
 * from the root of the repository.
 */
export function createReadBundle(dir: string): ReadBundle {
  return async (bundle) => {
    const root = await mkdtemp(join(dir, 'forewarn-bundle-'));
    try {
      await writeFiles(bundle.files, root);
      return await contractOf(bundle, root);
    } catch (error) {
      throw error instanceof ForewarnError ? fromRoot(error, root) : error;
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  };
}

async function contractOf({ partner, files }: RegistrationBundle, root: string) {
  const read = async (path: string) => (path in files ? dataOf(path, root) : null);
  const contract = {
    agreement: await dataOf(agreementPath(partner), root),
    shared: (await read('contracts/forewarn.yaml')) ?? {},
    journeys: await read('contracts/journeys.yaml'),
  };
  const paths = Object.keys(files).map((path) => ({ path }));
  const { agreement } = readRegistered({ partner, contract, files: paths }, root, sha256);
  if (agreement.states) await refuseExpanding(agreement.states);
  await preparePartner(agreement, root, sha256).catch((error) => {
    if (!(error instanceof ForewarnError) || error.place) throw error;
    throw new ForewarnError(error.code, error.message, {
      place: { file: agreement.openapi.baseline },
      cause: error,
      ...(error.fix === undefined ? {} : { fix: error.fix }),
    });
  });
  return contract;
}

async function dataOf(path: string, root: string): Promise<JsonObject> {
  await refuseExpanding(join(root, path));
  const file = readYaml(join(root, path));
  if ('message' in file) throw problemsError([file], root);
  return file.data as JsonObject;
}

/** A short text whose aliases make a large value of it is refused before anything walks through that value. */
async function refuseExpanding(file: string): Promise<void> {
  const text = maskTemplates(await readFile(file, 'utf8'));
  try {
    asJson(load(text, { schema: CORE_SCHEMA }), MOST_VALUES);
  } catch (error) {
    if (error instanceof RangeError)
      throw new ForewarnError('config', `this file is too large: ${error.message}`, { place: { file } });
  }
}

function fromRoot(error: ForewarnError, root: string): ForewarnError {
  const { code, message, place, fix } = error;
  const short = (text: string) => text.replaceAll(`${root}/`, '').replaceAll(root, '');
  const file = place?.file.startsWith(root) ? relative(root, place.file) : place?.file;
  return new ForewarnError(code, short(message), {
    cause: error,
    ...(place && file !== undefined ? { place: { ...place, file } } : {}),
    ...(fix === undefined ? {} : { fix: short(fix) }),
  });
}
