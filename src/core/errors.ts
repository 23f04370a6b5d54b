/** What kind of fault it is. Closed: the exit code and the page follow from it. */
export type ErrorCode =
  | 'usage' // a command line that cannot be carried out
  | 'config' // an agreement, states or journeys file that is wrong
  | 'input' // a document or pact that cannot be read
  | 'not-found' // a partner, file or reference that does not exist
  | 'locked' // another process holds the data folder
  | 'storage' // the table or the evidence store failed
  | 'integrity' // the ledger does not verify
  | 'internal'; // a fault of Forewarn itself

/** Where a fault is: a file, and its line and column (from 1) where known. */
export interface Place {
  file: string;
  line?: number;
  column?: number;
}

/**
 * A fault of the tool, its input or its surroundings; never a finding.
 * `message` says what is wrong, `fix` what to do about it.
 */
export class ForewarnError extends Error {
  readonly code: ErrorCode;
  readonly place: Place | undefined;
  readonly fix: string | undefined;

  constructor(code: ErrorCode, message: string, more: { place?: Place; fix?: string; cause?: unknown } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'ForewarnError';
    this.code = code;
    this.place = more.place;
    this.fix = more.fix;
  }
}
