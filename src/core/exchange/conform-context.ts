import { canonicalJson } from '../canonical-json.ts';
import type { Difference, OperationName, Witness } from '../drift/difference.ts';
import { formatSubject, type Subject } from '../drift/subject.ts';
import type { JsonObject } from '../json.ts';
import type { Site } from '../openapi/diff/rules/rule-table.ts';
import { type ChangeKey, ruleFor } from '../openapi/diff/rules/rules.ts';
import type { ApiDocument, Operation } from '../openapi/document/types.ts';
import type { IsWord } from './contract-words.ts';
import type { SchemaValidators } from './schema-validators.ts';
import type { Failure } from './types.ts';

/** A place of an exchange that could not be judged, and why. */
export interface Undecided {
  subject: Subject;
  failure: Failure;
}

/** What the parts of conformance yield. */
export type Noted =
  | { difference: Difference; witness?: () => Witness | null }
  | { undecided: Undecided }
  | null;

/** What the parts of conformance share. */
export interface ConformContext {
  document: ApiDocument;
  validators: SchemaValidators;
  isWord: IsWord;
  operation: Operation;
}

/** The path of an operation as subjects have it: its key says it already. */
export function pathIn({ key, method }: Operation): string {
  return key.slice(method.length + 1);
}

/** A change to be told as a difference. */
export interface FoundChange {
  key: ChangeKey;
  site: Site;
  subject: Subject;
  args: JsonObject;
  /** Where the document says otherwise. */
  pointer: string | null;
  /** Looks for a value that shows it, confirmed by the judge. */
  witness?: () => Witness | null;
}

/**
 * The difference for a change, with the catalogue's rule for its site; null where the catalogue has none,
 * because it holds the change to be nothing worth telling.
 */
export function noteOf(operation: Operation | null, found: FoundChange): Noted {
  const rule = ruleFor(found.site, found.key);
  if (!rule) return null;
  return {
    difference: {
      rule: rule.id,
      level: rule.level,
      direction: rule.direction,
      subject: found.subject,
      facet: rule.facet,
      args: found.args,
      operation: operation && nameOf(operation),
      pointer: { baseline: found.pointer, observed: null },
      proof: 'structural',
    },
    ...(found.witness && { witness: found.witness }),
  };
}

/** At most this many differences of one exchange are kept. */
const MOST_DIFFERENCES = 200;

/** Notes of one exchange, each difference once. `more` counts what is beyond the limit. */
export function collected(notes: Iterable<Noted>): {
  differences: Difference[];
  undecided: Undecided[];
  more: number;
} {
  const differences = new Map<string, Difference>();
  const undecided = new Map<string, Undecided>();
  const beyond = new Set<string>();
  for (const note of notes) {
    if (!note) continue;
    if ('undecided' in note) {
      undecided.set(formatSubject(note.undecided.subject), note.undecided);
      continue;
    }
    const { subject, facet, rule, args } = note.difference;
    const key = `${formatSubject(subject)} ${facet} ${rule} ${canonicalJson(args)}`;
    if (differences.has(key)) continue;
    if (differences.size < MOST_DIFFERENCES) differences.set(key, proven(note));
    else beyond.add(key);
  }
  return { differences: [...differences.values()], undecided: [...undecided.values()], more: beyond.size };
}

function proven({
  difference,
  witness,
}: {
  difference: Difference;
  witness?: () => Witness | null;
}): Difference {
  const found = witness?.();
  return found ? { ...difference, proof: 'witness', witness: found } : difference;
}

function nameOf({ method, path, operationId, summary }: Operation): OperationName {
  return {
    method,
    path,
    ...(operationId !== undefined && { operationId }),
    ...(summary !== undefined && { summary }),
  };
}
