/** An effect that is worth a crash. */
export type Doing = 'look' | 'evidence' | 'append' | 'projection' | 'run' | 'send';

/** What a living child tells: an effect begins, or has happened. */
export interface CrashEvent {
  when: 'before' | 'after';
  doing: Doing;
  partner: string;
  /** Of an entry that was appended. */
  entry?: {
    seq: number;
    hash: string;
    /** True if a message may leave by it. */
    owes: boolean;
    /** Ids of the notices that it records as sent. */
    records: string[];
  };
  /** Id of the notice that is sent. */
  notice?: string;
}

/** Everything that a child says. `parked`: it stands still at the event that it was told to stop at. */
export type Said =
  | { say: 'open' }
  | { say: 'event'; event: CrashEvent }
  | { say: 'parked'; event: CrashEvent }
  | { say: 'ended' };

/** Where a child stops: at the nth event of a kind. */
export interface Park {
  spot: Spot;
  n: number;
}

export type Spot = keyof typeof SPOTS;

/** Kinds of events to stop at. */
export const SPOTS = {
  any: () => true,
  /** An entry by which a message must leave is in the ledger. */
  committed: ({ when, entry }: CrashEvent) => when === 'after' && entry?.owes === true,
  'before send': ({ when, doing }: CrashEvent) => when === 'before' && doing === 'send',
  'after send': ({ when, doing }: CrashEvent) => when === 'after' && doing === 'send',
} as const satisfies Record<string, (event: CrashEvent) => boolean>;
