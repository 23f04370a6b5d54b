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

/** Signs with a key that is not among what is signed. */
export interface Signer {
  sign(text: string): Promise<Signature>;
}

/** A signature in base64: ECDSA on P-256 (DER) over the SHA-256 of the text's UTF-8 bytes, or Ed25519 over them. */
export interface Signature {
  key: string;
  algorithm: 'ECDSA_SHA_256' | 'ED25519';
  signature: string;
  /** SPKI (DER) in base64, where the signer has it. */
  publicKey?: string;
}

/** Signed lists of the heads of all ledgers, one a day. */
export interface CheckpointStore {
  /** Keeps the first one of a day; `there` if that day has one. */
  write(day: string, text: string): Promise<'written' | 'there'>;
  read(day: string): Promise<string | null>;
  /** Keeps heads that do not fit into the checkpoint itself, by the SHA-256 of the text. */
  writePart(day: string, sha256: string, text: string): Promise<void>;
  readPart(day: string, sha256: string): Promise<string | null>;
  /** The last day before `day` that has a checkpoint. */
  before(day: string): Promise<string | null>;
  /** Days that have a checkpoint, in order. */
  days(): AsyncIterable<string>;
}
