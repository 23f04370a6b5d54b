import type { Difference, Level } from '../drift/difference.ts';
import { severityOf } from '../drift/severity.ts';
import { groupBy } from '../group-by.ts';
import { isOnOperation, isOnSubject } from './covers.ts';
import { lineNames } from './oasdiff-line.ts';
import type { IgnoreEntry, PolicyNote, SeverityRule } from './types.ts';

/** What weighs differences, and how to judge them by it. */
export interface PolicyInput {
  /** Where several fit, the last one counts. */
  severity: readonly SeverityRule[];
  ignore: readonly IgnoreEntry[];
  /** ISO day: an entry holds through its `until`. Null: nothing has ended. */
  today: string | null;
}

/** Judges one difference after the other, and remembers what of the policy was of use. */
export interface PolicyJudge {
  /** Level after proof and policy; `none`: not to be told. */
  severityOf(difference: Difference): Level | 'none';
  isIgnored(difference: Difference, fingerprint: string): boolean;
  /** After all differences were judged: entries that have expired, and what fitted none of them. */
  notes(): PolicyNote[];
}

const NO_POLICY = {};

/** A judge by severity rules and ignore entries. */
export function judgePolicy({ severity, ignore, today }: PolicyInput): PolicyJudge {
  const used = new Set<SeverityRule | IgnoreEntry>();
  const byRule = groupBy(severity, ({ rule }) => rule);
  const day = today?.slice(0, 10) ?? '';
  const expired = ignore.filter(({ until }) => until !== null && day > until.slice(0, 10));
  const inForce = ignore.filter((entry) => !expired.includes(entry));
  return {
    severityOf(difference) {
      const ofRule = byRule.get(difference.rule);
      if (!ofRule) return severityOf(difference, NO_POLICY);
      const fitting = ofRule.filter((rule) => fits(rule, difference));
      for (const rule of fitting) used.add(rule);
      return fitting.at(-1)?.level ?? severityOf(difference, NO_POLICY);
    },
    isIgnored(difference, fingerprint) {
      const naming = inForce.filter((entry) => names(entry, difference, fingerprint));
      for (const entry of naming) used.add(entry);
      return naming.length > 0;
    },
    notes() {
      return [
        ...severity.filter((rule) => !used.has(rule) && isScoped(rule)).map(unusedRule),
        ...expired.map(expiredNote),
        ...inForce.filter((entry) => !used.has(entry)).map(unusedEntry),
      ];
    },
  };
}

function fits(rule: SeverityRule, difference: Difference): boolean {
  if (rule.operation !== undefined && !isOnOperation(rule.operation, difference)) return false;
  return rule.subject === undefined || isOnSubject(rule.subject, difference);
}

function names({ by }: IgnoreEntry, difference: Difference, fingerprint: string): boolean {
  if ('line' in by) return lineNames(by.line, difference);
  if (by.operation !== undefined) return isOnOperation(by.operation, difference);
  if (by.subject !== undefined) return isOnSubject(by.subject, difference);
  return by.rule !== undefined ? by.rule === difference.rule : by.fingerprint === fingerprint;
}

/** A word about a rule in general may well find nothing today; one about a place was meant for something. */
function isScoped({ operation, subject }: SeverityRule): boolean {
  return operation !== undefined || subject !== undefined;
}

function unusedRule(rule: SeverityRule): PolicyNote {
  const message = `the severity of ${rule.rule} at ${rule.operation ?? rule.subject} fits no difference`;
  return { kind: 'matched-nothing', message, place: rule.from ?? null };
}

function unusedEntry(entry: IgnoreEntry): PolicyNote {
  return {
    kind: 'matched-nothing',
    message: `the entry ${nameOf(entry)} fits no difference`,
    place: entry.from ?? null,
  };
}

function expiredNote(entry: IgnoreEntry): PolicyNote {
  const why = entry.why === null ? '' : ` (${entry.why})`;
  const message = `the entry ${nameOf(entry)} ended on ${entry.until?.slice(0, 10)} and ignores nothing${why}`;
  return { kind: 'expired', message, place: entry.from ?? null };
}

function nameOf({ by }: IgnoreEntry): string {
  if ('line' in by) return `"${by.line.written.slice(0, 120)}"`;
  const [[key, value] = ['entry', '']] = Object.entries(by);
  return `${key} ${value}`;
}
