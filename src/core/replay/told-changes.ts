import type { Finding } from '../drift/finding.ts';
import { formatSubject } from '../drift/subject.ts';
import type { NoticeDue, NoticeStep, PartnerState } from '../ledger/types.ts';
import { effectRank, touchOf } from '../lifecycle/cells.ts';
import type { Decision } from '../lifecycle/types.ts';
import { MOST_TOLD, type ToldChange, type ToldDifference } from './types.ts';

type Decided = Decision['findings'][number];

const TELLING: ReadonlySet<NoticeStep> = new Set<NoticeStep>(['announce', 'shipped', 'summary', 'reopened']);
const LEVELS = ['breaking', 'warning', 'info'];

/** True for a message that tells of a change, rather than of its end or of what can be seen. */
export function isTelling({ step, change }: NoticeDue): boolean {
  return change !== null && TELLING.has(step);
}

/** What our side would hear of a look's decision, change by change, and how many differences are in that. */
export function toldChanges(
  { notices, findings }: Pick<Decision, 'notices' | 'findings'>,
  after: PartnerState,
): { told: ToldChange[]; differences: number } {
  const due = notices.filter((one) => one.side === 'ours' && isTelling(one));
  const told = due.map((notice) => toldChange(notice, findings, after));
  return { told, differences: told.reduce((sum, one) => sum + one.count, 0) };
}

function toldChange(
  { change, step }: NoticeDue,
  findings: readonly Decided[],
  after: PartnerState,
): ToldChange {
  const ref = change as string;
  const recorded = findings.filter((one) => one.change === ref && one.state === 'confirmed');
  const members = recorded.length > 0 && step !== 'summary' ? recorded : findings.filter(isSummed);
  const differences = members.toSorted(gravestFirst).slice(0, MOST_TOLD);
  return {
    change: ref,
    step,
    count: members.length,
    breaks: members.filter(doesBreak).length,
    differences: differences.map((one) => toldDifference(one, after)),
  };
}

/** A summary counts all that the version brought where nobody told what we use. */
function isSummed(finding: Decided): boolean {
  return !finding.suppressed && touchOf(finding) === 'usage-unknown';
}

function doesBreak({ effect, severity }: Finding): boolean {
  return effect === 'breaks' || (effect === 'unknown' && severity === 'breaking');
}

function gravestFirst(a: Finding, b: Finding): number {
  return (
    effectRank(a.effect) - effectRank(b.effect) ||
    LEVELS.indexOf(a.severity) - LEVELS.indexOf(b.severity) ||
    a.subject.location.length - b.subject.location.length
  );
}

function toldDifference(finding: Finding, after: PartnerState): ToldDifference {
  const { operation, rule, args, level, severity, effect, usageGrade } = finding;
  return {
    operation,
    subject: formatSubject(finding.subject),
    rule,
    args,
    level,
    severity,
    effect,
    usageGrade,
    occurrence: after.drifts[finding.driftKey]?.occurrence ?? 1,
  };
}
