/** A function as its template describes it, every intrinsic resolved. */
export interface FunctionDefinition {
  name: string;
  arn: string;
  /** `index.handler`: file and export. */
  handler: string;
  memoryMb: number;
  timeoutSeconds: number;
  /** Variables of the template. */
  environment: Record<string, string>;
  /** The unzipped asset. */
  folder: string;
}

/** What every function of one run shares. */
export interface Surroundings {
  /** Endpoints, region and loopback: beside the template's variables. */
  environment: Record<string, string>;
  /** A folder of this run, for copies of assets and for `/tmp` of each environment. */
  folder: string;
}

/** What became of one invocation. */
export interface Invocation {
  requestId: string;
  /** `timed-out`: killed at its limit; `exited`: the process ended by itself. */
  outcome: 'answered' | 'failed' | 'timed-out' | 'exited';
  /** The answer; of a failure `{ errorType, errorMessage }`. */
  payload: unknown;
  /** True: a process was started for it. */
  cold: boolean;
  /** From starting the process until it asked for its first event, in ms; null where it was there already. */
  initMs: number | null;
  /** From handing over the event until its answer, in ms. */
  ms: number;
  /** What it wrote to stdout and stderr. */
  lines: string[];
}
