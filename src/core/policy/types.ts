import type { Exception } from '../agreement/types.ts';
import type { Level } from '../drift/difference.ts';
import type { Place } from '../errors.ts';
import type { OasdiffLine } from './oasdiff-line.ts';

/** One word on how much a rule weighs, for all that it finds or for some places only. */
export interface SeverityRule {
  /** Id of a rule. */
  rule: string;
  /** Only on this operation: an operationId or `METHOD /path`; `**` stands for any text. */
  operation?: string;
  /** Only where the subject fits; `**` stands for any text. */
  subject?: string;
  /** `none`: not told at all. */
  level: Level | 'none';
  /** Where it is written, for what is said about it. */
  from?: Place;
}

/** One entry of what is known and not to fail: named as in an agreement, or a line of an oasdiff ignore file. */
export interface IgnoreEntry {
  by: Exception['by'] | { line: OasdiffLine };
  /** ISO day, the last on which it holds; null: for ever. */
  until: string | null;
  why: string | null;
  /** Where it is written, for what is said about it. */
  from?: Place;
}

/** Something of a policy that did nothing. */
export interface PolicyNote {
  kind: 'expired' | 'matched-nothing' | 'not-understood';
  message: string;
  place: Place | null;
}
