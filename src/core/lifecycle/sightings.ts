import { keptWithDrift } from '../coming/kept-coming.ts';
import type { Coming, Finding } from '../drift/finding.ts';
import { formatSubject } from '../drift/subject.ts';
import { touchesUs } from '../drift/verdict.ts';
import { groupBy } from '../group-by.ts';
import type { DriftFacts } from '../ledger/types.ts';
import { effectRank, isSeenLive, type Touch, touchOf } from './cells.ts';
import type { Look } from './types.ts';

/** All that one look says of one drift. */
export interface Sighting {
  driftKey: string;
  facts: DriftFacts;
  touch: Touch;
  /** Kept in the ledger as a drift of its own. */
  recorded: boolean;
  /** Shown by live alone: one look proves nothing yet. */
  liveOnly: boolean;
  /** Every finding of it is named by `policy.ignore` or `policy.accepted`. */
  suppressed: boolean;
}

/** Gathers a look's findings by drift key, in the order of their keys. */
export function sightingsOf(look: Look): Sighting[] {
  const groups = groupBy(look.findings, (finding) => finding.driftKey);
  const dates = new Map(look.coming.flatMap((one) => driftKeysOf(one).map((key) => [key, one] as const)));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([driftKey, findings]) => sightingOf(driftKey, findings, dates.get(driftKey)));
}

/** A record may be about several drifts: each has its date. */
function driftKeysOf({ driftKey, driftKeys }: Coming): readonly string[] {
  return driftKeys ?? (driftKey ? [driftKey] : []);
}

function sightingOf(driftKey: string, findings: Finding[], coming: Coming | undefined): Sighting {
  const open = findings.filter((finding) => !finding.suppressed);
  const principal = (open.length > 0 ? open : findings).toSorted(byWeight)[0] as Finding;
  const touch = touchOf(principal);
  return {
    driftKey,
    facts: factsOf(principal, coming),
    touch,
    recorded: touch === 'ours' || (touch === 'usage-unknown' && touchesUs(principal)),
    liveOnly: findings.every((finding) => finding.source === 'live'),
    suppressed: open.length === 0,
  };
}

/** The finding that speaks for the drift: worst effect, then what live showed, then a fixed order. */
function byWeight(a: Finding, b: Finding): number {
  return (
    effectRank(a.effect) - effectRank(b.effect) ||
    Number(isSeenLive(b)) - Number(isSeenLive(a)) ||
    (a.fingerprint < b.fingerprint ? -1 : 1)
  );
}

/** What the ledger keeps of a finding: facts, no wording and nothing that the partner answered. */
export function factsOf(finding: Finding, coming?: Coming): DriftFacts {
  const { driftKey, fingerprint, rule, level, severity, effect, usageGrade, direction, facet } = finding;
  return {
    driftKey,
    fingerprint,
    rule,
    level,
    severity,
    effect,
    usageGrade,
    direction,
    subject: formatSubject(finding.subject),
    facet,
    args: finding.args,
    operation: finding.operation,
    source: finding.source,
    cell: finding.cell,
    stage: finding.stage,
    partial: finding.partial,
    inForce: finding.inForce,
    affects: finding.affects.map(({ pact, interaction, journeys }) => ({ pact, interaction, journeys })),
    ...(coming ? { coming: keptWithDrift(coming) } : {}),
  };
}
