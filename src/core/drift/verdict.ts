import type {
  Coming,
  Coverage,
  Finding,
  NotVerified,
  SourceName,
  SourceVerdict,
  Verdict,
} from './finding.ts';

/** A finding with what its life says: only confirmed ones count. */
export type LivedFinding = Finding & { state: 'suspected' | 'confirmed' | 'standing' };

export interface VerdictInput {
  findings: LivedFinding[];
  notVerified: NotVerified[];
  coming: Coming[];
  coverage: Coverage;
  /** Which sources were due in this look. */
  configured: Record<SourceName, boolean>;
}

const SOURCES = ['documents', 'live', 'pacts', 'headers'] as const;

/**
 * The verdict of one check and of each of its four sources; first match of drifts, not-verified,
 * changing, agrees. A check that judged nothing is never `agrees`.
 */
export function verdictOf(input: VerdictInput): {
  verdict: Verdict;
  sources: Record<SourceName, SourceVerdict>;
} {
  const sources = Object.fromEntries(
    SOURCES.map((source) => [source, sourceVerdict(source, input)]),
  ) as Record<SourceName, SourceVerdict>;
  return { verdict: checkVerdict(input, sources), sources };
}

function sourceVerdict(source: SourceName, input: VerdictInput): SourceVerdict {
  if (!input.configured[source]) return 'not-configured';
  const shown = input.findings.filter((finding) => counts(finding) && shownBy(finding).includes(source));
  if (shown.some((finding) => finding.inForce)) return 'drifts';
  if (unseen(source, input)) return 'not-verified';
  const dated = source === 'headers' && input.coming.some((one) => HEADERS.has(one.known));
  return shown.length > 0 || dated ? 'changing' : 'agrees';
}

function checkVerdict(input: VerdictInput, sources: Record<SourceName, SourceVerdict>): Verdict {
  const values = Object.values(sources);
  if (input.findings.some((finding) => counts(finding) && finding.inForce)) return 'drifts';
  if (values.includes('not-verified') || values.every((value) => value === 'not-configured')) {
    return 'not-verified';
  }
  if (input.coming.length > 0 || input.findings.some(counts)) return 'changing';
  return 'agrees';
}

/** A confirmed, unsuppressed difference that touches us; where usage is unknown, one that is breaking. */
export function counts(finding: LivedFinding): boolean {
  if (finding.state !== 'confirmed' || finding.suppressed) return false;
  return touchesUs(finding);
}

/** By effect where usage is known, by level where it is not. */
export function touchesUs(finding: Pick<Finding, 'effect' | 'level'>): boolean {
  if (finding.effect === 'unknown') return finding.level === 'breaking';
  return finding.effect === 'breaks' || finding.effect === 'may-break';
}

function shownBy(finding: Finding): SourceName[] {
  return [finding.source, ...(finding.alsoIn ?? [])];
}

/** Pacts are held against the published document, headers come with answers: blind there, blind here. */
function unseen(source: SourceName, input: VerdictInput): boolean {
  const eyes = source === 'pacts' ? 'documents' : source;
  if (input.notVerified.some((one) => one.source === eyes || one.source === source)) return true;
  return (source === 'live' || source === 'headers') && nothingSeen(input.coverage);
}

function nothingSeen(coverage: Coverage): boolean {
  return coverage.used > 0 && coverage.exercised === 0;
}

const HEADERS: ReadonlySet<Coming['known']> = new Set<Coming['known']>([
  'sunset header',
  'deprecation header',
]);

/** Worst verdict of several checks: drifts, not-verified, changing, agrees. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  const order: Verdict[] = ['drifts', 'not-verified', 'changing', 'agrees'];
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'not-verified';
}
