import type {
  CheckTick,
  PlannedSchedule,
  RegistrationRecord,
  RegistrationSummary,
} from '../core/registration/types.ts';

/** Who is registered. One record a partner; the newest counts. */
export interface RegistrationStore {
  /** Every registered partner, by name. */
  list(): Promise<RegistrationSummary[]>;
  read(partner: string): Promise<RegistrationRecord | null>;
  /**
   * Keeps a record in place of the one whose hash is `instead` (null: of none).
   * `conflict`: another one was kept meanwhile; nothing is changed.
   */
  write(record: RegistrationRecord, instead: string | null): Promise<'written' | 'conflict'>;
  remove(partner: string): Promise<void>;
}

/** The files of registrations, whole and by hash. */
export interface RegisteredFiles {
  put(partner: string, hash: string, files: Record<string, string>): Promise<void>;
  /** Null where that hash was never put. */
  get(partner: string, hash: string): Promise<Record<string, string> | null>;
}

/** The schedules that tick: one for each partner and environment. */
export interface Schedules {
  /** Makes a schedule, or makes it as planned where it is there. */
  upsert(planned: PlannedSchedule): Promise<void>;
  /** Removing what is not there is no error. */
  remove(partner: string, environment: string | null): Promise<void>;
}

/** The queue that checks come from. */
export interface CheckQueue {
  send(tick: CheckTick): Promise<void>;
}

/** Signs with a key that nobody can read. */
export interface Signer {
  /** `signature` in base64 over the SHA-256 of the text's UTF-8 bytes, by ECDSA on P-256 (DER). */
  sign(text: string): Promise<{ key: string; algorithm: 'ECDSA_SHA_256'; signature: string }>;
}

/** Signed lists of the heads of all ledgers, one a day. */
export interface CheckpointStore {
  /** Keeps the first one of a day; `there` if that day has one. */
  write(day: string, text: string): Promise<'written' | 'there'>;
  read(day: string): Promise<string | null>;
}
