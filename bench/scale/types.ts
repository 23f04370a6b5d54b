/** What one run of a function cost, as measured. */
export interface MeasuredWork {
  /** Billed ms of runs in a warm process, one each. */
  warmMs: [number, ...number[]];
  /** What a new process adds, in ms: one each. */
  coldExtraMs: [number, ...number[]];
  writeUnits: number;
  readUnits: number;
  /** Bytes of log lines, and how many lines. */
  logBytes: number;
  logLines: number;
}

/** Everything that is measured before the simulation. */
export interface MeasuredFigures {
  /** A check of 20 interactions that finds nothing new. */
  check: MeasuredWork & {
    secretReads: number;
    objectReads: number;
    /** Bytes that leave for the partner. */
    sentBytes: number;
    /** Bytes that it leaves in the table until they expire. */
    storedBytes: number;
  };
  /** What a sweep over all partners does for each of them. Its own part, whoever is registered, is left out. */
  sweep: MeasuredWork;
  /** What is kept for one partner for ever: its record, state and schedule. */
  partnerBytes: number;
}

/** What is simulated. */
export interface Scenario {
  partners: number;
  environments: number;
  /** Time between two checks of an environment, in ms. */
  intervalMs: number;
  /** How far a tick may be moved, in ms; 0: not at all. */
  flexibleMs: number;
  /** `spread`: schedules begin anywhere in the interval. `together`: all at once, as after one registration. */
  phase: 'spread' | 'together';
  /** Simulated time, in ms. */
  spanMs: number;
  /** Most checks at once, as set on the event source. */
  mostAtOnce: number;
  /** Calls of one kind a second that the queue takes. */
  queueCalls: number;
  /** Share of partners that hang, so that each look at them takes `hangMs`. */
  hangingShare: number;
  hangMs: number;
  seed: number;
}

/** What came of a simulation. Times in ms, rates a second. */
export interface Outcome {
  ticks: number;
  done: number;
  /** Older than an interval when their turn came. */
  dropped: number;
  /** Not finished when the simulated time was over. */
  waiting: number;
  /** Time from a message's arrival in the queue to the start of its check. */
  queueAge: { p50: number; p99: number; most: number };
  /** Executions at once. */
  atOnce: { mean: number; most: number };
  coldStarts: number;
  billedMs: number;
  secretReads: number;
  throttled: { scheduler: number; queue: number; parameters: number };
  /** Most in any one second. */
  peak: { invocations: number; secretReads: number; checksDone: number };
  /** Messages waiting or being worked on, most at one time. */
  backlog: number;
}
