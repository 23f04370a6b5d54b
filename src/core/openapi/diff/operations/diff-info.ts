import type { Difference } from '../../../drift/difference.ts';
import type { ApiDocument } from '../../document/types.ts';
import { asArgument } from '../compare/fact.ts';
import { differenceOf } from '../place.ts';
import type { DiffPolicy } from '../policy.ts';
import type { ChangeKey } from '../rules/rules.ts';

/** Core of a semantic version (semver.org 2.0.0), with or without a leading `v`. */
const SEMVER = /^v?(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})(?:[-+][0-9A-Za-z.+-]+)?$/;

/**
 * Whether `info.version` says that something breaks: a breaking change needs a new major version, or before 1.0.0 a
 * new minor one. Versions that are not semantic ones are not judged.
 *
 * @param differences what else is told
 */
export function* versionDifferences(
  baseline: ApiDocument,
  observed: ApiDocument,
  { versioning }: DiffPolicy,
  differences: readonly Difference[],
): Generator<Difference> {
  if (versioning !== true || !differences.some(({ level }) => level === 'breaking')) return;
  const key = keyOf(numbersOf(baseline.docVersion), numbersOf(observed.docVersion));
  if (!key) return;
  const difference = differenceOf('document', key, {
    subject: { method: '*', path: '*', section: 'operation', location: 'info:version' },
    operation: null,
    pointer: { baseline: '#/info/version', observed: '#/info/version' },
    args: { from: asArgument(baseline.docVersion), to: asArgument(observed.docVersion) },
  });
  if (difference) yield difference;
}

function keyOf(before: number[] | null, after: number[] | null): ChangeKey | null {
  if (!before || !after) return null;
  const at = before.findIndex((number, index) => number !== after[index]);
  if (at === -1) return 'version.not-bumped';
  if ((after[at] ?? 0) < (before[at] ?? 0)) return 'version.decreased';
  const needed = before[0] === 0 ? 1 : 0;
  return at > needed ? 'version.major-not-bumped' : null;
}

function numbersOf(version: string): number[] | null {
  const match = SEMVER.exec(version.trim());
  return match ? match.slice(1, 4).map(Number) : null;
}
