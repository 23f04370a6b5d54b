import type { Exception } from '../core/agreement/types.ts';
import type { Level } from '../core/drift/difference.ts';
import type { DiffPolicy } from '../core/openapi/diff/policy.ts';
import type { IgnoreEntry, SeverityRule } from '../core/policy/types.ts';

/** A level for what a rule finds on some operations or at some subjects. */
export type ScopedSeverity = Omit<SeverityRule, 'from'>;

/** What is known and not to count. Exactly one of `rule`, `operation`, `subject` and `fingerprint` is set. */
export interface Ignored {
  /** Id of a rule. */
  rule?: string;
  /** An operationId or `METHOD /path`; `**` stands for any text. */
  operation?: string;
  /** As findings write it, `GET /orders/{} response 200 application/json /total`; `**` stands for any text. */
  subject?: string;
  /** 32 hex digits, as findings carry it. */
  fingerprint?: string;
  /** ISO day, the last on which it holds; without it, it has no end. */
  until?: string;
  why?: string;
}

/** One operation that is used: `GET /orders/{id}` or its operationId, and the fields of it where known. */
export type Used = string | { operation: string; fields?: string[] };

/** What a comparison may know beyond the two documents. All of it may be left out. */
export interface DiffSpecsOptions {
  /**
   * ISO day, `2026-11-22`: there is no clock in here. Without it every sunset counts as come and no entry of `ignore`
   * has ended.
   */
  today?: string;
  /** What is asked beyond the wire: notice days, stability levels, versions. Nothing by default. */
  policy?: DiffPolicy;
  /** Levels by id of a rule, or a list of which the last that fits counts. `none` leaves findings out. */
  severity?: Readonly<Record<string, Level | 'none'>> | readonly ScopedSeverity[];
  /** What fits stays among the findings, `suppressed`, and leaves the summary. */
  ignore?: readonly Ignored[];
  /** What we use: parsed pacts (versions 1 to 4) and operations by name. With it, findings tell their `effect`. */
  usage?: { pacts?: readonly object[]; uses?: readonly Used[] };
  /** False: no instances are made, and claims about sets of values stay `undecided`. True by default. */
  witness?: boolean;
}

/** Severity rules as the comparison takes them. */
export function severityRules(severity: DiffSpecsOptions['severity']): SeverityRule[] {
  if (severity === undefined) return [];
  if (isList(severity)) return [...severity];
  return Object.entries(severity).map(([rule, level]) => ({ rule, level }));
}

/** Ignore entries as the comparison takes them. */
export function ignoreEntries(ignore: DiffSpecsOptions['ignore'] = []): IgnoreEntry[] {
  return ignore.map(({ until, why, ...by }) => ({
    by: by satisfies Exception['by'],
    until: until ?? null,
    why: why ?? null,
  }));
}

function isList(severity: NonNullable<DiffSpecsOptions['severity']>): severity is readonly ScopedSeverity[] {
  return Array.isArray(severity);
}
