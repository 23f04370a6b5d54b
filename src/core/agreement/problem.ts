/** One thing that is wrong in a file of ours, at a place in its data. */
export interface Problem {
  /** Keys and indexes from the root of the file's data; `[]` is the whole. */
  path: (string | number)[];
  /** What is wrong, in one sentence without a full stop. */
  message: string;
  /** What would be right, where it can be listed. */
  allowed?: string[];
}

/** A value that was read, or everything that is wrong with what it was read from. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };
