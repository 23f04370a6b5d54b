import { canonicalJson } from '../canonical-json.ts';
import { operationOf, parseSubject } from '../drift/subject.ts';
import type { ReportFinding, ReportRow, RowOperation } from './types.ts';

/** Worst first. */
export const EFFECT_ORDER: readonly ReportFinding['effect'][] = [
  'breaks',
  'may-break',
  'unknown',
  'loosens',
  'none',
];

/** A row and what it is made of. Rows that are only counted are never made. */
export interface RowWithFindings {
  readonly row: ReportRow;
  findings: readonly [ReportFinding, ...ReportFinding[]];
  /** The row's, which is the worst of its findings. */
  effect: ReportRow['effect'];
}

/**
 * Findings as rows: one for each rule, severity and pair of places, with every operation that it reaches, in the
 * order in which they are first found. A change in a component that a thousand operations share is one row.
 */
export function rowsOf(findings: readonly ReportFinding[]): ReportRow[] {
  return [...eachRow(findings)];
}

/** {@link rowsOf}, one after the other: nobody need hold a hundred thousand of them. */
export function* eachRow(findings: readonly ReportFinding[]): Generator<ReportRow> {
  for (const group of grouped(findings)) yield rowOf(group);
}

/** {@link rowsOf}, with the findings of each. */
export function rowsWithFindings(findings: readonly ReportFinding[]): RowWithFindings[] {
  return grouped(findings).map((group) => new MadeWhenAsked(group));
}

class MadeWhenAsked implements RowWithFindings {
  readonly findings: Group;
  readonly effect: ReportRow['effect'];
  #row: ReportRow | null = null;

  constructor(findings: Group) {
    this.findings = findings;
    this.effect = worstOf(findings).effect;
  }

  get row(): ReportRow {
    this.#row ??= rowOf(this.findings);
    return this.#row;
  }
}

/** Findings of one row. */
type Group = [ReportFinding, ...ReportFinding[]];

/** The findings of one change share their places as one object, so that few of ten thousands need a key. */
function grouped(findings: readonly ReportFinding[]): Group[] {
  const byKey = new Map<string, Group>();
  const latest = new Map<ReportFinding['pointer'], Group>();
  for (const finding of findings) {
    const near = latest.get(finding.pointer);
    if (near && isAlike(near[0], finding)) near.push(finding);
    else {
      const key = keyOf(finding);
      const group = byKey.get(key);
      if (group) group.push(finding);
      const own: Group = group ?? [finding];
      byKey.set(key, own);
      latest.set(finding.pointer, own);
    }
  }
  return [...byKey.values()];
}

/** Whether findings that share their places are of one row; written out, as it is asked ten thousands of times. */
function isAlike(one: ReportFinding, other: ReportFinding): boolean {
  return (
    one.args === other.args &&
    one.rule === other.rule &&
    one.severity === other.severity &&
    one.suppressed === other.suppressed &&
    one.partner === other.partner &&
    one.environment === other.environment &&
    one.source === other.source &&
    one.cell === other.cell &&
    one.state === other.state &&
    one.change === other.change &&
    one.inForce === other.inForce &&
    isSomewhere(one)
  );
}

function isSomewhere({ pointer: { baseline, observed } }: ReportFinding): boolean {
  return baseline !== null || observed !== null;
}

function keyOf(finding: ReportFinding): string {
  const { baseline, observed } = finding.pointer;
  return JSON.stringify([
    baseline,
    observed,
    isSomewhere(finding) ? '' : finding.subject,
    canonicalJson(finding.args),
    finding.rule,
    finding.severity,
    finding.suppressed === true,
    finding.partner,
    finding.environment,
    finding.source,
    finding.cell,
    finding.state,
    finding.change,
    finding.inForce,
  ]);
}

/** The findings of a row have its rule, severity, places and arguments in common. What they list is made when asked for. */
function rowOf(group: Group): ReportRow {
  const [first] = group;
  let message: string | null = null;
  let operations: RowOperation[] | null = null;
  const worst = worstOf(group);
  const more = group.reduce((most, { alsoAt = 0 }) => Math.max(most, alsoAt), 0);
  return {
    ...only(first, CHECK_KEYS),
    rule: first.rule,
    level: first.level,
    severity: first.severity,
    effect: worst.effect,
    usageGrade: worst.usageGrade,
    get proof() {
      return group.some(({ proof }) => proof === 'witness') ? 'witness' : first.proof;
    },
    direction: first.direction,
    pointer: first.pointer,
    args: first.args,
    get message() {
      message ??= nearestOf(group).message;
      return message;
    },
    get witness() {
      return worst.witness ?? group.find(({ witness }) => witness !== null)?.witness ?? null;
    },
    get operations() {
      operations ??= operationsOf(group);
      return operations;
    },
    get fingerprints() {
      return group.map((one) => one.fingerprint);
    },
    affects: affectsOf(group),
    ...(more > 0 && { alsoAt: more }),
  };
}

/** The first of the worst. */
function worstOf(group: Group): ReportFinding {
  let [worst] = group;
  for (const one of group)
    if (one.effect !== worst.effect && rank(one.effect) < rank(worst.effect)) worst = one;
  return worst;
}

function nearestOf(group: Group): ReportFinding {
  return group.reduce((near, one) => (one.subject.length < near.subject.length ? one : near));
}

const CHECK_KEYS = [
  'partner',
  'environment',
  'source',
  'cell',
  'stage',
  'change',
  'state',
  'suppressed',
  'inForce',
] as const satisfies readonly (keyof ReportFinding & keyof ReportRow)[];

function only(finding: ReportFinding, keys: typeof CHECK_KEYS): Partial<ReportRow> {
  const found: Record<string, unknown> = {};
  for (const key of keys) {
    if (finding[key] !== undefined) found[key] = finding[key];
  }
  return found;
}

function operationsOf(group: readonly ReportFinding[]): RowOperation[] {
  const found = new Map<string, RowOperation>();
  for (const { operation, subject, effect } of group) {
    const key = operationIn(subject);
    const known = found.get(key);
    if (!known) found.set(key, { operation, key, effect, subjects: [subject] });
    else {
      known.subjects.push(subject);
      if (rank(effect) < rank(known.effect)) known.effect = effect;
    }
  }
  for (const { reaches, effect } of group) {
    for (const { key, operation } of reaches ?? []) {
      if (!found.has(key)) found.set(key, { operation, key, effect, subjects: [] });
    }
  }
  return [...found.values()].sort((a, b) => rank(a.effect) - rank(b.effect));
}

function operationIn(subject: string): string {
  const parsed = parseSubject(subject);
  return parsed ? operationOf(parsed) : subject;
}

/** The subject that a row's first operation begins with. */
export function firstSubjectOf({ effect: worstEffect, findings }: RowWithFindings): string {
  const worst = findings.find(({ effect }) => effect === worstEffect)?.subject ?? '';
  if (findings[0].subject === worst) return worst;
  const key = operationIn(worst);
  return findings.find(({ subject }) => operationIn(subject) === key)?.subject ?? worst;
}

function affectsOf(group: readonly ReportFinding[]): ReportRow['affects'] {
  const found = new Map<string, ReportRow['affects'][number]>();
  for (const { affects } of group) {
    for (const one of affects) found.set(JSON.stringify(one), one);
  }
  return [...found.values()];
}

function rank(effect: ReportFinding['effect']): number {
  return EFFECT_ORDER.indexOf(effect);
}
