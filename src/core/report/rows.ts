import { canonicalJson } from '../canonical-json.ts';
import { operationOf, parseSubject } from '../drift/subject.ts';
import { groupBy } from '../group-by.ts';
import type { JsonObject } from '../json.ts';
import type { ReportFinding, ReportRow, RowOperation } from './types.ts';

/** Worst first. */
export const EFFECT_ORDER: readonly ReportFinding['effect'][] = [
  'breaks',
  'may-break',
  'unknown',
  'loosens',
  'none',
];

/** A row and what it is made of. */
export interface RowWithFindings {
  row: ReportRow;
  findings: readonly ReportFinding[];
}

/**
 * Findings as rows: one for each rule, severity and pair of places, with every operation that it reaches, in the
 * order in which they are first found. A change in a component that a thousand operations share is one row.
 */
export function rowsOf(findings: readonly ReportFinding[]): ReportRow[] {
  return rowsWithFindings(findings).map(({ row }) => row);
}

/** {@link rowsOf}, with the findings of each. */
export function rowsWithFindings(findings: readonly ReportFinding[]): RowWithFindings[] {
  const groups = groupBy(findings, keyOf).values() as IterableIterator<ReportFinding[] & Group>;
  return [...groups].map((group) => ({ row: rowOf(group), findings: group }));
}

/** Findings of one row. */
type Group = readonly [ReportFinding, ...ReportFinding[]];

function keyOf(finding: ReportFinding): string {
  const { pointer } = finding;
  const place = pointer.baseline === null && pointer.observed === null ? finding.subject : '';
  return [
    finding.rule,
    finding.severity,
    textOf(pointer),
    textOf(finding.args),
    place,
    finding.partner,
    finding.environment,
    finding.source,
    finding.cell,
    finding.state,
    finding.change,
    finding.suppressed === true,
    finding.inForce,
  ].join('\n');
}

const texts = new WeakMap<JsonObject, string>();

/** Canonical JSON. The findings of one change share their places and arguments, so that it is made once. */
function textOf(shared: JsonObject): string {
  const known = texts.get(shared);
  if (known !== undefined) return known;
  const text = canonicalJson(shared);
  texts.set(shared, text);
  return text;
}

/** The findings of a row have its rule, severity, places and arguments in common. What they list is made when asked for. */
function rowOf(group: Group): ReportRow {
  const [first] = group;
  let message: string | null = null;
  let operations: RowOperation[] | null = null;
  const worst = group.reduce((bad, one) => (rank(one.effect) < rank(bad.effect) ? one : bad));
  const more = Math.max(0, ...group.map((one) => one.alsoAt ?? 0));
  const witness = (worst.witness ? worst : group.find((one) => one.witness))?.witness ?? null;
  return {
    ...only(first, CHECK_KEYS),
    rule: first.rule,
    level: first.level,
    severity: first.severity,
    effect: worst.effect,
    usageGrade: worst.usageGrade,
    proof: group.some((one) => one.proof === 'witness') ? 'witness' : first.proof,
    direction: first.direction,
    pointer: first.pointer,
    args: first.args,
    get message() {
      message ??= nearestOf(group).message;
      return message;
    },
    witness,
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
  return Object.fromEntries(keys.flatMap((key) => (finding[key] === undefined ? [] : [[key, finding[key]]])));
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
export function firstSubjectOf({ row, findings }: RowWithFindings): string {
  const worst = findings.find(({ effect }) => effect === row.effect)?.subject ?? '';
  if (findings[0]?.subject === worst) return worst;
  const key = operationIn(worst);
  return findings.find(({ subject }) => operationIn(subject) === key)?.subject ?? worst;
}

function affectsOf(group: readonly ReportFinding[]): ReportRow['affects'] {
  const all = group.flatMap((one) => one.affects);
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

function rank(effect: ReportFinding['effect']): number {
  return EFFECT_ORDER.indexOf(effect);
}
