import type { JsonObject } from '../json.ts';

/** A file of a registration, by its path from the root of the repository that it came from, with `/`. */
export interface RegisteredFile {
  path: string;
  /** SHA-256 of its bytes. */
  sha256: string;
  bytes: number;
}

/**
 * What `forewarn register` sends for one partner: every file that a check of it reads, as text. Below
 * `contracts/<partner>/` the agreement, pacts and states; above it `forewarn.yaml` and `journeys.yaml`; documents
 * wherever the agreement names them.
 */
export interface RegistrationBundle {
  v: 1;
  partner: string;
  /** The repository that the files belong to: only it takes the partner away again. */
  source: string;
  /** Path from the root, with `/`: text. */
  files: Record<string, string>;
}

/** One schedule of a registered partner. */
export interface PlannedSchedule {
  partner: string;
  /** Null: documents only. */
  environment: string | null;
  /** As EventBridge Scheduler writes it: `rate(15 minutes)`, `cron(0 6 * * ? *)`. */
  expression: string;
  timezone: string;
  /** How far a tick may be moved, in whole minutes; 0: not at all. */
  flexibleMinutes: number;
  /** Ticks older than this, in ms, are dropped: one look is enough to know the present. */
  intervalMs: number;
}

/** The part of a registration that every function reads: parsed, so that none of them needs YAML. */
export interface RegisteredContract {
  /** `agreement.yaml` as data. */
  agreement: JsonObject;
  /** `forewarn.yaml` as data; empty where there is none. */
  shared: JsonObject;
  /** `journeys.yaml` as data; null where there is none. */
  journeys: JsonObject | null;
}

/** A registered partner, as kept. */
export interface RegistrationRecord {
  v: 1;
  partner: string;
  /** Names the whole: SHA-256 over the canonical JSON of paths and hashes of the files. */
  hash: string;
  source: string;
  /** ISO time of the registration. */
  at: string;
  /** Who registered, as their identity says. */
  by: string;
  files: RegisteredFile[];
  schedules: PlannedSchedule[];
  contract: RegisteredContract;
}

/** What the list of registrations tells of each. */
export type RegistrationSummary = Omit<RegistrationRecord, 'contract'>;

/** What registering would do, or did. */
export type RegistrationChange =
  | { kind: 'added'; partner: string; files: string[] }
  | { kind: 'changed'; partner: string; added: string[]; changed: string[]; removed: string[] }
  | { kind: 'unchanged'; partner: string }
  | { kind: 'removed'; partner: string }
  /** Another repository registered this partner: it is left alone. */
  | { kind: 'foreign'; partner: string; source: string };

/** A check that is due: the body of the message from the schedule to the queue. */
export interface CheckTick {
  v: 1;
  partner: string;
  environment: string | null;
  /** ISO time at which it was due. */
  scheduledTime: string;
}
