import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { problemsError } from '../../adapters/files/problems.ts';
import { placed, readYaml } from '../../adapters/files/read-yaml.ts';
import { closed, parseAs } from '../../core/agreement/issues.ts';
import type { VersionPlan } from './version-plan.ts';

const time = z.union([
  z.number().nonnegative('must be a day of the story: 0, 1, ...'),
  z.iso.date('must be a day of the story (0, 1, ...) or an ISO date'),
]);

const version = closed({
  from: time,
  document: z.string().min(1),
  answers: z.string().min(1).nullable().default(null),
  sunset: z.record(z.string().regex(/^[A-Z]+ \/\S*$/, 'must be like `GET /path`'), time).default({}),
});

const written = z.record(z.string(), z.array(version).min(1, 'must name a version'));

/**
 * Reads a `plan.yaml`: environment to versions. Paths of documents are relative to the file.
 *
 * @throws ForewarnError `config` with file and line of each problem
 */
export function readPlan(file: string, cwd: string = process.cwd()): VersionPlan[] {
  const read = readYaml(file);
  if ('message' in read) throw problemsError([read], cwd);
  const outcome = parseAs(written, read.data);
  if (!outcome.ok) throw problemsError(placed(read, outcome.problems), cwd);
  return Object.entries(outcome.value).map(([environment, versions]) => ({
    environment,
    versions: versions.map((one) => ({
      ...one,
      document: resolve(dirname(file), one.document),
      answers: one.answers === null ? null : resolve(dirname(file), one.answers),
    })),
  }));
}
