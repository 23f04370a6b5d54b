import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Agreement } from '../../core/agreement/types.ts';
import { ForewarnError } from '../../core/errors.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { MOST_BYTES, MOST_FILES } from '../../core/registration/parse-bundle.ts';
import { utf8Length } from '../../core/registration/registered-files.ts';
import type { RegistrationBundle } from '../../core/registration/types.ts';
import { isUrl } from './external-part.ts';
import { filesOf } from './matching-files.ts';
import { oneFileDocument } from './one-file-document.ts';
import { problemsError } from './problems.ts';
import { readYaml } from './read-yaml.ts';
import { repositoryPath } from './repository-path.ts';

/** What of a journeys file a YAML reader takes for a control character. */
const UNPRINTABLE = /[\u007f-\u009f\ufffe\uffff]/g;

/**
 * Everything that a check of a partner reads, from a contracts folder that was read without a problem: agreement,
 * what all share, the journeys that touch the partner, baseline, published documents in files, pacts and states. A
 * document of several files becomes one. Nothing else of the folder, and no secret: those are names in these files.
 *
 * @param on.contracts absolute path of the contracts folder.
 * @throws ForewarnError where a file cannot be read, lies outside of the repository, or all are too much.
 */
export async function bundleRegistration(on: {
  agreement: Agreement;
  contracts: string;
  source: string;
  cwd: string;
}): Promise<RegistrationBundle> {
  const { agreement, contracts, source, cwd } = on;
  const { partner, openapi, states } = agreement;
  const files = new Map<string, string>();
  const add = async (file: string, read: (file: string) => Promise<string> | string = asText) => {
    files.set(repositoryPath(file, contracts), await read(file));
  };
  await add(agreement.file);
  const shared = join(contracts, 'forewarn.yaml');
  if (existsSync(shared)) await add(shared);
  const journeys = journeysOf(partner, join(contracts, 'journeys.yaml'), cwd);
  if (journeys) await add(join(contracts, 'journeys.yaml'), () => asYaml(journeys));
  const published = [openapi, ...agreement.environments].flatMap((one) => one.published ?? []);
  for (const file of new Set([
    openapi.baseline,
    ...(agreement.ours
      ? [agreement.ours.openapi, ...(agreement.ours.agreed ? [agreement.ours.agreed] : [])]
      : []),
    ...published.filter((place) => !isUrl(place)),
  ]))
    await add(file, (path) => oneFileDocument(path, cwd));
  const pacts = agreement.pacts.flatMap((pattern) => filesOf(agreement, pattern));
  for (const file of [...pacts, ...(states ? [states] : [])]) await add(file);
  refuseTooMuch(partner, files);
  return { v: 1, partner, source, files: Object.fromEntries(files) };
}

function asText(file: string): Promise<string> {
  return readFile(file, 'utf8');
}

/** The journeys with a step at the partner, as written; null where there is none. */
function journeysOf(partner: string, file: string, cwd: string): JsonObject | null {
  if (!existsSync(file)) return null;
  const read = readYaml(file);
  if ('message' in read) throw problemsError([read], cwd);
  const touching = Object.entries(read.data as JsonObject).filter(([, journey]) => touches(journey, partner));
  return touching.length > 0 ? Object.fromEntries(touching) : null;
}

function touches(journey: Json, partner: string): boolean {
  const steps = isObject(journey) && Array.isArray(journey.steps) ? journey.steps : [];
  return steps.some((step) => isObject(step) && step.partner === partner);
}

/** JSON is YAML (1.2), but for characters that YAML wants escaped. */
function asYaml(data: JsonObject): string {
  const escaped = (one: string) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(data, null, 2).replace(UNPRINTABLE, escaped)}\n`;
}

function refuseTooMuch(partner: string, files: ReadonlyMap<string, string>): void {
  const bytes = [...files.values()].reduce((sum, text) => sum + utf8Length(text), 0);
  if (files.size <= MOST_FILES && bytes <= MOST_BYTES) return;
  const [largest] = [...files].sort(([, a], [, b]) => b.length - a.length);
  throw new ForewarnError(
    'config',
    `${partner} has ${files.size} files of ${Math.ceil(bytes / 1_000_000)} MB together; at most ${MOST_FILES} files and ${MOST_BYTES / 1_000_000} MB can be registered`,
    { fix: `the largest is ${largest?.[0]}; put several pacts of one consumer into one file` },
  );
}
