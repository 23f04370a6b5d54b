import { z } from 'zod';
import { closed, parseAs } from '../agreement/issues.ts';
import { policy } from '../agreement/policy-schema.ts';
import type { Outcome, Problem } from '../agreement/problem.ts';
import type { Exception } from '../agreement/types.ts';
import { text } from '../agreement/values.ts';
import type { Place } from '../errors.ts';
import { unknownRule } from './oasdiff-levels.ts';
import type { IgnoreEntry, SeverityRule } from './types.ts';

const level = z.enum(['breaking', 'warning', 'info', 'none']);

/** At a place: `{ level: none, operation: GET /v1/** }`. */
const scoped = closed({ level, operation: text.optional(), subject: text.optional() });

const file = closed({
  severity: z.record(text, z.union([level, z.array(scoped)])).optional(),
  ignore: policy.shape.ignore,
});

/** What a policy file of ours says. */
export interface PolicyFile {
  severity: SeverityRule[];
  ignore: IgnoreEntry[];
}

/**
 * Reads the data of a policy file: `severity` (rule to level, or to a list of levels with an operation or a subject)
 * and `ignore` (entries as in an agreement).
 *
 * @param ids of all rules
 * @param placeOf where a path of the data is written
 */
export function readPolicyFile(
  data: unknown,
  ids: readonly string[],
  placeOf: (path: readonly (string | number)[]) => Place,
): Outcome<PolicyFile> {
  const outcome = parseAs(file, data);
  if (!outcome.ok) return outcome;
  const { severity = {}, ignore = [] } = outcome.value;
  const problems = unknownRules(severity, ignore, new Set(ids));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      severity: Object.entries(severity).flatMap(([rule, said]) =>
        typeof said === 'string'
          ? [{ rule, level: said, from: placeOf(['severity', rule]) }]
          : said.map((one, index) => scopedRule(rule, one, placeOf(['severity', rule, index]))),
      ),
      ignore: ignore.map(({ until, why, by: _who, ...by }, index) => ({
        by: by as Exception['by'],
        until: until ?? null,
        why: why ?? null,
        from: placeOf(['ignore', index]),
      })),
    },
  };
}

function scopedRule(rule: string, one: z.output<typeof scoped>, from: Place): SeverityRule {
  return {
    rule,
    level: one.level,
    ...(one.operation !== undefined && { operation: one.operation }),
    ...(one.subject !== undefined && { subject: one.subject }),
    from,
  };
}

function unknownRules(
  severity: Record<string, unknown>,
  ignore: readonly { rule?: string | undefined }[],
  ids: ReadonlySet<string>,
): Problem[] {
  const tell = (id: string, path: Problem['path']): Problem[] =>
    ids.has(id) ? [] : [{ path, message: unknownRule(id, [...ids]) }];
  return [
    ...Object.keys(severity).flatMap((rule) => tell(rule, ['severity', rule])),
    ...ignore.flatMap(({ rule }, index) => (rule === undefined ? [] : tell(rule, ['ignore', index, 'rule']))),
  ];
}
