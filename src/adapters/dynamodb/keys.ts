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
  /** States as of earlier sequences; under the same beginning as the projection, since they may be deleted as it may. */
  snapshots: (partner: string) => `STATE#${partner}#SNAPSHOTS`,
  snapshot: (partner: string, seq: number, part: number): Key => ({
    PK: `STATE#${partner}#SNAPSHOTS`,
    SK: `${padded(seq)}#${String(part).padStart(4, '0')}`,
  }),
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
  checkpoints: 'CHECKPOINTS',
  checkpoint: (day: string): Key => ({ PK: 'CHECKPOINTS', SK: day }),
  /** Heads of many ledgers, by what names them in the day's checkpoint. */
  checkpointPart: (day: string, sha256: string): Key => ({ PK: `CHECKPOINTS#${day}`, SK: sha256 }),
  /** The salts that a partner's ledger names contacts by; not the contacts. */
  contacts: (partner: string) => `CONTACTS#${partner}`,
  contact: (partner: string, name: string): Key => ({ PK: `CONTACTS#${partner}`, SK: name }),
  /** What pacts and documents gave when they were last held against each other. */
  fits: (digest: string): Key => ({ PK: `FITS#${digest}`, SK: 'FITS' }),
  /** What all checks together have asked of a partner. */
  quota: (partner: string): Key => ({ PK: `QUOTA#${partner}`, SK: 'QUOTA' }),
  /** What is to be undone at a partner, who has its fixtures, when it was last looked at: run data, which may go. */
  undo: (partner: string) => `RUN#${partner}#UNDO`,
  compensation: (partner: string, environment: string, id: string): Key => ({
    PK: `RUN#${partner}#UNDO`,
    SK: `${environment}#${id}`,
  }),
  fixture: (partner: string, environment: string, digest: string): Key => ({
    PK: `RUN#${partner}#FIXTURES`,
    SK: `${environment}#${digest}`,
  }),
  turns: (partner: string, environment: string): Key => ({ PK: `RUN#${partner}#TURNS`, SK: environment }),
  /** How a partner's status page was read last, and the states that it showed: run data. */
  statusPage: (partner: string): Key => ({ PK: `RUN#${partner}#STATUS`, SK: 'PAGE' }),
  pageSightings: (partner: string) => `RUN#${partner}#SIGHTINGS`,
  pageSighting: (partner: string, at: string): Key => ({ PK: `RUN#${partner}#SIGHTINGS`, SK: at }),
  /** How a journey stands, and how often people told of it in an hour: run data. */
  journeys: 'JOURNEYS',
  journey: (journey: string): Key => ({ PK: 'JOURNEYS', SK: journey }),
  journeySignals: (journey: string) => `JOURNEY#${journey}#SIGNALS`,
  journeySignal: (journey: string, hour: string): Key => ({ PK: `JOURNEY#${journey}#SIGNALS`, SK: hour }),
  journeyWalks: (journey: string) => `JOURNEY#${journey}#WALKS`,
  journeyWalk: (journey: string, at: string): Key => ({ PK: `JOURNEY#${journey}#WALKS`, SK: at }),
  /** Where the sweep over all partners goes on. */
  sweepProgress: { PK: 'SWEEP', SK: 'PROGRESS' } satisfies Key,
};
