/** What a child is told to do. */
export type Job =
  | { kind: 'document'; folder: string; file: string; trusts: string[] }
  | { kind: 'answer'; url: string };

/** One step of a case, as a child saw it. */
export interface Step {
  step: string;
  ms: number;
  peakMb: number;
  exit: number | undefined;
  /** What was told of it beside what was found. */
  err: string;
  /** Whether anything that was told has a line of the system's file of users. */
  readUsers: boolean;
}

/** What a child says of a job. `polluted`: something reached the prototype of all objects. */
export interface Done {
  steps: Step[];
  /** What its process goes on holding, in MB. */
  restMb: number;
  polluted: boolean;
}
