import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readAgreement, readShared } from '../../core/agreement/read-agreement.ts';
import { readJourneys } from '../../core/agreement/read-journeys.ts';
import { type NamedSecret, namedSecrets, secretVariable } from '../../core/agreement/secrets.ts';
import type { Agreement, Journey } from '../../core/agreement/types.ts';
import type { WrittenShared } from '../../core/agreement/written.ts';
import { ForewarnError } from '../../core/errors.ts';
import type { Sha256 } from '../../core/hash.ts';
import { findContracts } from './find-contracts.ts';
import { matchingFiles } from './matching-files.ts';
import { problemsError, shown } from './problems.ts';
import { type PlacedProblem, placed, readYaml, type YamlFile } from './read-yaml.ts';

/** Everything that a contracts folder says. */
export interface LoadedAgreements {
  /** Absolute path of the folder. */
  dir: string;
  /** By partner name. */
  agreements: Agreement[];
  journeys: Journey[];
}

/**
 * Reads the contracts folder: `contracts` where given, else the nearest `contracts/` from `cwd` upwards.
 *
 * @throws ForewarnError `not-found` where there is no folder or no agreement in it; `config` with all problems of
 * all files, by file and line.
 */
export function loadAgreements(at: { cwd: string; contracts?: string; sha256: Sha256 }): LoadedAgreements {
  const dir = findContracts(at.cwd, at.contracts);
  const problems: PlacedProblem[] = [];
  const secrets: (NamedSecret & { file: YamlFile })[] = [];
  const read = <T>(name: string, use: (file: YamlFile) => T): T | undefined => {
    const file = readYaml(join(dir, name));
    if ('message' in file) problems.push(file);
    else {
      secrets.push(...namedSecrets(file.data).map((secret) => ({ ...secret, file })));
      return use(file);
    }
  };

  let shared: WrittenShared = {};
  if (existsSync(join(dir, 'forewarn.yaml')))
    read('forewarn.yaml', (file) => {
      const outcome = readShared(file.data);
      if (outcome.ok) shared = outcome.value;
      else problems.push(...placed(file, outcome.problems));
    });

  const folders = partnerFolders(dir);
  const agreements = folders.flatMap((folder) => {
    if (!existsSync(join(dir, folder, 'agreement.yaml'))) {
      problems.push({ file: join(dir, folder), line: 1, message: 'this folder has no `agreement.yaml`' });
      return [];
    }
    return (
      read(`${folder}/agreement.yaml`, (file) => {
        const outcome = readAgreement(file.data, shared, around(file.file, at.sha256));
        if (outcome.ok) return [outcome.value];
        problems.push(...placed(file, outcome.problems));
      }) ?? []
    );
  });

  let journeys: Journey[] = [];
  if (existsSync(join(dir, 'journeys.yaml')))
    read('journeys.yaml', (file) => {
      const outcome = readJourneys(file.data, folders);
      if (outcome.ok) journeys = outcome.value;
      else problems.push(...placed(file, outcome.problems));
    });

  problems.push(...collisions(secrets));
  if (problems.length > 0) throw problemsError(problems, at.cwd);
  if (agreements.length === 0)
    throw new ForewarnError('not-found', `there is no agreement in ${shown(dir, at.cwd)}`, {
      fix: 'write one with: forewarn init URL|FILE --use OPERATION',
    });
  return { dir, agreements, journeys };
}

function partnerFolders(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^[._]/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}

function around(file: string, sha256: Sha256) {
  const base = dirname(file);
  return {
    file,
    folder: basename(base),
    resolve: (path: string) => resolve(base, path),
    has: (path: string) => matchingFiles(path, base).length > 0,
    sha256,
  };
}

/** Two names that would read the same environment variable. */
function collisions(secrets: readonly (NamedSecret & { file: YamlFile })[]): PlacedProblem[] {
  const first = new Map<string, string>();
  const told = new Set<string>();
  return secrets.flatMap(({ name, path, file }) => {
    const variable = secretVariable(name);
    const other = first.get(variable);
    if (other === undefined) first.set(variable, name);
    if (other === undefined || other === name || told.has(name)) return [];
    told.add(name);
    const message = `\`${name}\` and \`${other}\` would both be read from ${variable}; rename one`;
    return placed(file, [{ path, message }]);
  });
}
