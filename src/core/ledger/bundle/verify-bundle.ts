import type { Sha256 } from '../../hash.ts';
import { CHAIN_WORDS, CHECKPOINT_WORDS } from '../../report/ledger-words.ts';
import type { SignedCheckpoint } from '../checkpoint.ts';
import { addBound, type Bound, type Erasure, nothingBound } from '../erasures.ts';
import { parseEntry } from '../parse-entry.ts';
import { CHAIN_START, type ChainPosition, followLink } from '../verify-chain.ts';
import {
  type CheckSignature,
  problemsOfHeads,
  readCheckpoints,
  type StoredCheckpoint,
} from '../verify-checkpoints.ts';
import { BUNDLE_START, type BundleRecord, readBundleLine } from './records.ts';

/** What the check of a bundle needs. */
export interface BundlePorts {
  sha256: Sha256;
  check: CheckSignature;
  /** Whether a payload with its salt is what its commitment says. */
  opens(text: string, sha256: string): boolean;
}

/** One thing of a bundle that does not hold: where, what it is, and why. */
export interface BundleProblem {
  /** From 1; null for what is missed at the end, or said by a checkpoint. */
  line: number | null;
  what: string;
  why: string;
}

/** Problems that are told one by one: a file may be nothing else. */
export const MOST_PROBLEMS = 1_000;

/** What the check of a bundle found. */
export interface BundleReport {
  ok: boolean;
  /** The first of them, at most {@link MOST_PROBLEMS}. */
  problems: BundleProblem[];
  /** How many more there are. */
  untold: number;
  ledgers: { partner: string; entries: number; head: string; erased: Erasure[] }[];
  checkpoints: number;
  /** Payloads that are in it and are what was seen. */
  evidence: number;
  /** Names of the keys that signed checkpoints, and the bundle as a whole. */
  keys: string[];
  signedBy: string | null;
}

interface Ledger {
  position: ChainPosition;
  bound: Bound;
  hashes: string[];
}

/** Takes a bundle line by line; `end` tells what was found. */
export function createBundleCheck(ports: BundlePorts): { line(text: string): void; end(): BundleReport } {
  const { sha256 } = ports;
  const problems: BundleProblem[] = [];
  const ledgers = new Map<string, Ledger>();
  const checkpoints: (StoredCheckpoint & { parts: Map<string, string> })[] = [];
  const opened = new Set<string>();
  let header: Extract<BundleRecord, { kind: 'bundle' }> | null = null;
  let signedBy: string | null = null;
  let previous = BUNDLE_START;
  let lines = 0;
  let ended = false;
  let untold = 0;
  const problem = (what: string, why: string, line: number | null = lines) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ line, what, why });
    else untold++;
  };

  const entry = (record: Extract<BundleRecord, { kind: 'entry' }>) => {
    const { partner, seq } = record;
    const ledger = ledgers.get(partner) ?? {
      position: { ...CHAIN_START, partner },
      bound: nothingBound(),
      hashes: [],
    };
    ledgers.set(partner, ledger);
    const link = followLink(ledger.position, record, sha256);
    if (!link.ok) {
      problem(`${partner} entry ${link.why === 'missing' ? link.seq : seq}`, CHAIN_WORDS[link.why]);
      // What follows is held against what was stated, so that one bad entry is told once.
      ledger.position = { ...ledger.position, seq, head: record.hash };
    } else {
      ledger.position = link.position;
      addBound(ledger.bound, parseEntry(record));
    }
    ledger.hashes[seq - 1] = record.hash;
  };
  const end = (record: Extract<BundleRecord, { kind: 'end' }>) => {
    ended = true;
    if (record.lines !== lines) problem('the end', `${record.lines} lines were written, ${lines} are there`);
    if (!record.signed) return;
    signedBy = record.signed.key;
    const verdict = ports.check(record.signed as Omit<SignedCheckpoint, 'checkpoint'>, previous);
    if (verdict !== 'good')
      problem('the end', verdict === 'bad' ? 'the signature does not fit' : 'signed by another key');
  };
  const take = (record: BundleRecord) => {
    switch (record.kind) {
      case 'bundle':
        if (lines > 1) problem('the head of a bundle', 'stands elsewhere than at the beginning');
        header = record;
        break;
      case 'entry':
        return entry(record);
      case 'checkpoint':
        checkpoints.push({ day: record.day, text: record.text, parts: new Map() });
        break;
      case 'part':
        checkpoints.find(({ day }) => day === record.day)?.parts.set(record.sha256, record.text);
        break;
      case 'evidence':
        if (ports.opens(record.text, record.sha256)) opened.add(`${record.partner}/${record.sha256}`);
        else problem(nameOf(record), 'is not what its commitment says');
        break;
      case 'end':
        return end(record);
      default:
        record satisfies never;
    }
  };
  return {
    line(text) {
      lines++;
      if (ended) return void problem(`line ${lines}`, 'stands after the end');
      const { stated, fits, record } = readBundleLine(previous, text, sha256);
      if (!fits)
        problem(record ? nameOf(record) : `line ${lines}`, 'is not as it was written, or not in its place');
      else if (!record) problem(`line ${lines}`, 'holds nothing that a bundle has');
      if (record) take(record);
      previous = stated ?? previous;
    },
    end() {
      if (!ended) problem('the end', 'is missing: the file was cut short', null);
      if (!header) problem('the head of the bundle', 'is missing', null);
      const read = readCheckpoints(checkpoints, ports);
      for (const { day, why } of read.problems) problem(`checkpoint ${day}`, CHECKPOINT_WORDS[why], null);
      for (const partner of header?.partners ?? [])
        if (!ledgers.has(partner)) problem(partner, 'its entries are missing', null);
      for (const [partner, { bound, hashes }] of ledgers) {
        for (const bad of problemsOfHeads(partner, read.heads.get(partner) ?? [], (seq) => hashes[seq - 1]))
          problem(`${partner} entry ${bad.seq}`, `${CHECKPOINT_WORDS[bad.why]} (${bad.day})`, null);
        for (const [hash, { seq }] of bound.payloads)
          if (header?.evidence && !opened.has(`${partner}/${hash}`) && !bound.erased.has(hash))
            problem(`${partner} evidence ${hash.slice(0, 12)} of entry ${seq}`, 'is missing', null);
      }
      return {
        ok: problems.length === 0,
        problems,
        untold,
        ledgers: [...ledgers].map(([partner, { position, bound }]) => ({
          partner,
          entries: position.seq,
          head: position.head,
          erased: [...bound.erased.values()],
        })),
        checkpoints: read.hold,
        evidence: opened.size,
        keys: read.keys,
        signedBy,
      };
    },
  };
}

/** What a line holds, for people. */
function nameOf(record: BundleRecord): string {
  switch (record.kind) {
    case 'entry':
      return `${record.partner} entry ${record.seq}`;
    case 'checkpoint':
      return `checkpoint ${record.day}`;
    case 'part':
      return `a part of checkpoint ${record.day}`;
    case 'evidence':
      return `${record.partner} evidence ${record.sha256.slice(0, 12)}`;
    case 'bundle':
      return 'the head of the bundle';
    case 'end':
      return 'the end';
    default:
      return record satisfies never;
  }
}
