import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { problemsError } from '../../adapters/files/problems.ts';
import { placed, readYaml } from '../../adapters/files/read-yaml.ts';
import { closed, parseAs } from '../../core/agreement/issues.ts';
import type { PlannedWindow } from './planned-window.ts';
import type { PlannedVersion, VersionPlan } from './version-plan.ts';

const time = z.union([
  z.number().nonnegative('must be a day of the story: 0, 1, ...'),
  z.iso.date('must be a day of the story (0, 1, ...) or an ISO date'),
]);

const dates = z.record(
  z.string().regex(/^(\*|[A-Z]+ \/\S*)$/, 'must be like `GET /path`, or `*` for all'),
  time,
);

const version = closed({
  from: time,
  document: z.string().min(1),
  answers: z.string().min(1).nullable().default(null),
  sunset: dates.default({}),
  deprecation: dates.default({}),
});

const outage = z.union([
  z
    .int()
    .min(500, 'must be a status from 500 to 599, or `reset`')
    .max(599, 'must be a status from 500 to 599'),
  z.literal('reset'),
]);

const window = closed({
  from: time,
  until: time.nullable().default(null),
  outage: outage.optional(),
  fault: z.string().min(1).optional(),
  drift: z.string().min(1).optional(),
  at: z.string().min(1).optional(),
  every: z.int().min(2, 'must be 2 or more').optional(),
  credentials: z.literal('refused').optional(),
  sunset: dates.optional(),
  deprecation: dates.optional(),
}).superRefine((one, on) => {
  const kinds = [one.outage, one.fault, one.drift, one.credentials, one.sunset ?? one.deprecation];
  const refuse = (message: string) => on.addIssue({ code: 'custom', message });
  if (kinds.filter((kind) => kind !== undefined).length !== 1)
    refuse('must have one of `outage`, `fault`, `drift`, `credentials`, or `sunset` and `deprecation`');
  if (one.at !== undefined && one.fault === undefined && one.drift === undefined)
    refuse('`at` goes with `fault` or `drift`');
  if (one.every !== undefined && one.fault === undefined) refuse('`every` goes with `fault`');
});

const versions = z.array(version).min(1, 'must name a version');

const written = z.record(
  z.string(),
  z.union([versions, closed({ versions: versions.optional(), during: z.array(window).default([]) })]),
);

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

function withPaths(one: z.infer<typeof version>, folder: string): PlannedVersion {
  return {
    ...one,
    document: resolve(folder, one.document),
    answers: one.answers === null ? null : resolve(folder, one.answers),
  };
}

function windowOf(one: z.infer<typeof window>): PlannedWindow {
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
