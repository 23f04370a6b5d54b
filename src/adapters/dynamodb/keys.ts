/** Primary key of an item. */
export interface Key {
  PK: string;
  SK: string;
}

/** Digits of a sequence in a key: text order is number order. */
const DIGITS = 12;

const padded = (seq: number) => String(seq).padStart(DIGITS, '0');

/** Every key of the table is written here and nowhere else. */
export const keys = {
  /** Partition of a partner's ledger. */
  ledger: (partner: string) => `LEDGER#${partner}`,
  entry: (partner: string, seq: number): Key => ({ PK: `LEDGER#${partner}`, SK: padded(seq) }),
  /** Where the projection stands; written last. */
  cursor: (partner: string): Key => ({ PK: `STATE#${partner}`, SK: 'CURSOR' }),
  /** A piece of the projection as of a sequence. */
  part: (partner: string, seq: number, part: number): Key => ({
    PK: `STATE#${partner}`,
    SK: `PART#${padded(seq)}#${String(part).padStart(4, '0')}`,
  }),
  state: (partner: string) => `STATE#${partner}`,
  runs: (partner: string) => `RUN#${partner}`,
  run: (partner: string, at: string, look: string): Key => ({ PK: `RUN#${partner}`, SK: `${at}#${look}` }),
  partners: 'PARTNERS',
  partner: (partner: string): Key => ({ PK: 'PARTNERS', SK: partner }),
  /** The list of registered partners. */
  registrations: 'REGISTRATIONS',
  registration: (partner: string): Key => ({ PK: 'REGISTRATIONS', SK: partner }),
  /** The whole record of a registered partner. */
  contract: (partner: string): Key => ({ PK: `REGISTRATION#${partner}`, SK: 'CONTRACT' }),
  /** Signed heads of all ledgers, by day. */
  checkpoint: (day: string): Key => ({ PK: 'CHECKPOINTS', SK: day }),
  /** What pacts and documents gave when they were last held against each other. */
  fits: (digest: string): Key => ({ PK: `FITS#${digest}`, SK: 'FITS' }),
  /** Where the sweep over all partners goes on. */
  sweepProgress: { PK: 'SWEEP', SK: 'PROGRESS' } satisfies Key,
};
