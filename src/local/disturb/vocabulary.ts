import type { Json } from '../../core/json.ts';

/** Names that one operation's documents give to what changes are made of; the first is taken where one is needed. */
export interface Vocabulary {
  /** Members that always come. */
  removable: readonly string[];
  /** Amounts, and what stands beside one. */
  number: readonly string[];
  beside: readonly string[];
  flags: readonly string[];
  /** Whole numbers. */
  fraction: readonly string[];
  id: readonly string[];
  /** Texts that are never null. */
  nullable: readonly string[];
  /** Texts with listed values. */
  listed: readonly string[];
  /** Date-times. */
  date: readonly string[];
  /** Objects within, and members of them. */
  object: readonly string[];
  part: readonly string[];
  /** The list that a page holds; lists in records. */
  list: readonly string[];
  lists: readonly string[];
  /** Documented headers of answers, in lower case. */
  header: readonly string[];
  /** Members of what is sent: texts, texts with listed values, texts that may be left out or long. */
  sentText: readonly string[];
  sentListed: readonly string[];
  sentLong: readonly string[];
  /** The listed value that is not taken any more; null: none of them is. */
  sentValue: Json | null;
}

/** The first of some names. */
export function first(names: readonly string[]): string {
  return names[0] ?? '';
}
