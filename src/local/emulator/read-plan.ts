import { dirname, resolve } from 'node:path';
import { problemsError } from '../../adapters/files/problems.ts';
import { placed, readYaml } from '../../adapters/files/read-yaml.ts';
import { parseAs } from '../../core/agreement/issues.ts';
import {
  type WrittenVersion,
  type WrittenWindow,
  plan as written,
} from '../../core/agreement/plan-schema.ts';
import type { PlannedWindow } from './planned-window.ts';
import type { PlannedVersion, VersionPlan } from './version-plan.ts';

/**
 * Reads a `plan.yaml`: what each emulated environment runs, and what is so for a while. Paths of documents are
 * relative to the file. docs/plan.md has all of it.
 *
 * @throws ForewarnError `config` with file and line of each problem
 */
export function readPlan(file: string, cwd: string = process.cwd()): VersionPlan[] {
  const read = readYaml(file);
  if ('message' in read) throw problemsError([read], cwd);
  const outcome = parseAs(written, read.data);
  if (!outcome.ok) throw problemsError(placed(read, outcome.problems), cwd);
  return Object.entries(outcome.value).map(([environment, plan]) => {
    const { versions = [], during } = Array.isArray(plan) ? { versions: plan, during: [] } : plan;
    return {
      environment,
      versions: versions.map((one) => withPaths(one, dirname(file))),
      during: during.map(windowOf),
    };
  });
}

function withPaths(one: WrittenVersion, folder: string): PlannedVersion {
  return {
    ...one,
    document: resolve(folder, one.document),
    answers: one.answers === null ? null : resolve(folder, one.answers),
  };
}

function windowOf(one: WrittenWindow): PlannedWindow {
  const { from, until, outage, fault, drift, at = null, every = 1, credentials, sunset, deprecation } = one;
  return {
    from,
    until,
    ...(outage !== undefined && { outage }),
    ...(fault !== undefined && { fault: { name: fault, at, every } }),
    ...(drift !== undefined && { drift: { name: drift, at } }),
    ...(credentials !== undefined && { credentials }),
    ...((sunset ?? deprecation) && { headers: { sunset: sunset ?? {}, deprecation: deprecation ?? {} } }),
  };
}
