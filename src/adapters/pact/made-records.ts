import { randomUUID } from 'node:crypto';
import type { Compensation, CompensationJournal, RepeatableCall } from '../../app/look-memory.ts';
import type { Log, PartnerAnswer, PartnerCall, PartnerClient } from '../../app/ports.ts';
import type { MadeHere } from '../../core/exchange/types.ts';
import type { JsonObject } from '../../core/json.ts';
import { whatItMade } from './recipe-call.ts';
import { undoEntry } from './undo-entry.ts';

/** How often the partner may refuse to undo something before it is only told. */
const MOST_TRIES = 3;
/** For how long it is told. */
const TOLD_MS = 30 * 86_400_000;
/** Names in `${...}`, in what undoes something. */
const NAMES = /\$\{([^{}]+)\}/g;

/** What is to be made could not be written down; so it is not made, or is undone without a net. */
export class NotWrittenDown extends Error {
  constructor(cause: unknown) {
    super('what is made could not be written down', { cause });
    this.name = 'NotWrittenDown';
  }
}

/** Something that this look makes, and what will undo it. */
export interface Making {
  /** What `${run.id}` stands for. */
  id: string;
  /**
   * Makes a call that may make something: written down before it leaves, and what is known of it when it is answered.
   *
   * @throws NotWrittenDown where the call was not made for that reason.
   * @param call where making it again gives the same record. @param capture reads the answer; what it throws is passed
   *   on when it has been written down that something was made. @param recover finds what this call made.
   */
  send(
    send: () => Promise<PartnerAnswer>,
    call: RepeatableCall | null,
    capture: (answer: PartnerAnswer & { sent: true }) => JsonObject,
    recover?: JsonObject | null,
  ): Promise<{ answer: PartnerAnswer; captured: JsonObject }>;
  /** Writes down what is there already, and is to be brought back to what it was. */
  lent(known: JsonObject): Promise<void>;
  undo(): Promise<void>;
}

/** What one look makes and undoes. */
export interface MadeRecords {
  begin(of: Pick<Compensation, 'kind' | 'state' | 'params' | 'undo'>): Making;
  /** Counts what was made and stays. */
  keep(what: string): void;
  /** Undoes what earlier looks have left, until `untilMs` (monotonic). */
  undoLeft(untilMs: number): Promise<void>;
  /** Undoes what of this look still stands. */
  undoAll(): Promise<void>;
  summary(): MadeHere | undefined;
}

/**
 * Keeps the book of what a look makes at a partner. Without a teardown there is nothing to undo and nothing is written.
 *
 * @param on.heldUntil until when other processes leave it alone, ms since 1970.
 */
export function createMadeRecords(on: {
  partner: string;
  environment: string;
  journal: CompensationJournal;
  client: Pick<PartnerClient, 'call'>;
  heldUntil: number;
  monotonicNow(): number;
  log: Log;
  now?: () => number;
}): MadeRecords {
  const { partner, environment, journal, heldUntil, log } = on;
  const now = on.now ?? Date.now;
  const standing = new Map<string, Compensation>();
  const kept = new Set<string>();
  const left: MadeHere['left'] = [];
  let made = 0;
  let undone = 0;

  const undo = async (entry: Compensation): Promise<void> => {
    if (!standing.delete(entry.id)) return;
    let why: string;
    try {
      const save = (one: Compensation) => journal.write(one, heldUntil);
      const call = (one: PartnerCall) => on.client.call(one);
      const became = await undoEntry(entry, { call, save, now });
      if (became.outcome === 'undone') {
        undone++;
        await journal.close(partner, entry.id);
        return;
      }
      if (became.outcome === 'left') entry.tries++;
      why = became.why;
      await journal.write(entry, 0);
    } catch (error) {
      why = `the journal failed (${error instanceof Error ? error.name : 'unknown'})`;
    }
    tell(entry, why);
  };

  const tell = (entry: Compensation, why: string): void => {
    left.push({ what: entry.state, since: entry.at, why });
    log.warn('not undone at the partner', { partner, environment, what: entry.state, since: entry.at, why });
  };

  const begin: MadeRecords['begin'] = (of) => {
    const entry: Compensation = {
      ...of,
      id: randomUUID(),
      partner,
      environment,
      begun: 0,
      answered: 0,
      known: {},
      pending: null,
      undone: 0,
      tries: 0,
      at: new Date(now()).toISOString(),
    };
    const written = of.undo.teardown.length > 0;
    const learn = (values: JsonObject) => {
      // No more of an answer is kept than undoing takes.
      const needed = new Set([...JSON.stringify(entry.undo).matchAll(NAMES)].map(([, name]) => name));
      const own = Object.entries(values).filter(([name]) => needed.has(name));
      entry.known = { ...entry.known, ...Object.fromEntries(own) };
    };
    const save = async () => {
      if (!written) return;
      standing.set(entry.id, entry);
      await journal.write(entry, heldUntil).catch((error) => {
        throw new NotWrittenDown(error);
      });
    };
    return {
      id: entry.id,
      send: async (send, call, capture, recover) => {
        const undo = { ...of.undo, recover: recover ?? of.undo.recover };
        const notBegun = () => {
          Object.assign(entry, { begun: entry.begun - 1, pending: null });
          return entry.begun === 0 && standing.delete(entry.id);
        };
        Object.assign(entry, { begun: entry.begun + 1, pending: call, undo });
        await save().catch((error) => {
          notBegun();
          throw error;
        });
        const answer = await send();
        const became = whatItMade(answer, call !== null);
        if (became === 'nothing' && notBegun()) await journal.close(partner, entry.id);
        if (became !== 'made' || !answer.sent) return { answer, captured: {} };
        made++;
        if (!written) kept.add(of.state);
        const captured = capture(answer);
        learn(captured);
        Object.assign(entry, { answered: entry.begun, pending: null });
        await save();
        return { answer, captured };
      },
      lent: async (known) => {
        learn(known);
        await save();
      },
      undo: () => undo(entry),
    };
  };

  return {
    begin,
    keep: (what) => {
      made++;
      kept.add(what);
    },
    undoLeft: async (untilMs) => {
      const claimed = await journal.claim(partner, environment, heldUntil).catch((error) => {
        const fault = error instanceof Error ? error.name : 'unknown';
        log.warn('what earlier looks have left cannot be read', { partner, environment, fault });
        return [];
      });
      for (const entry of claimed) {
        const age = now() - Date.parse(entry.at);
        if (age > TOLD_MS) {
          await journal.close(partner, entry.id);
          log.warn('given up undoing at the partner', {
            partner,
            environment,
            what: entry.state,
            since: entry.at,
          });
        } else if (entry.tries >= MOST_TRIES || on.monotonicNow() > untilMs) {
          await journal.write(entry, 0);
          tell(entry, entry.tries >= MOST_TRIES ? `refused ${entry.tries} times` : 'no time was left');
        } else {
          standing.set(entry.id, entry);
          await undo(entry);
        }
      }
    },
    undoAll: async () => {
      for (const entry of [...standing.values()].reverse()) await undo(entry);
    },
    summary: () =>
      made + undone + left.length + kept.size === 0 ? undefined : { made, undone, left, kept: [...kept] },
  };
}
