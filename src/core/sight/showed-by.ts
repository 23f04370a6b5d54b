import type { SourceName as CheckSource, SourceVerdict } from '../drift/finding.ts';
import { NEXT_STEPS } from '../exchange/failure-steps.ts';
import type { DriftFacts } from '../ledger/types.ts';
import type { Snapshot } from './snapshots.ts';
import type { LookRun } from './types.ts';

/** One change, where only that is asked about. */
export interface Focus {
  ref: string;
  driftKeys: ReadonlySet<string>;
  /** Operations that it is about, as a subject begins: `GET /v1/charges/{}`. */
  operations: ReadonlySet<string>;
  /** Journeys that it touches. */
  journeys: ReadonlySet<string>;
}

/** What a look showed, without when it was. */
export type ShowedBy = Pick<LookRun, 'showed' | 'note' | 'noAnswer'>;

/** What a source of a check showed at a look; null where it was not looked at. */
export function showedBy(source: CheckSource, known: Snapshot, focus: Focus | null): ShowedBy | null {
  const verdict = known.sources?.[source] ?? (source === 'live' ? known.verdict : null);
  if (verdict === null || verdict === 'not-configured') return null;
  if (verdict === 'not-verified') return unseen(known);
  const note = source === 'documents' ? versionOf(known) : null;
  const open = [...known.drifts.values()].filter(({ facts }) => shownBy(facts).includes(source));
  if (focus) {
    const own = open.filter(({ facts }) => focus.driftKeys.has(facts.driftKey));
    if (own.some(({ state, facts }) => state === 'confirmed' && facts.inForce))
      return { showed: 'trouble', note };
    if (own.some(({ state }) => state === 'suspected')) return { showed: 'suspected', note };
    return { showed: own.length > 0 ? 'coming' : 'well', note };
  }
  if (verdict === 'drifts') return { showed: 'trouble', note };
  const isSuspected = open.some(({ state }) => state === 'suspected');
  if (isSuspected) return { showed: 'suspected', note };
  return { showed: verdict === 'changing' ? 'coming' : 'well', note };
}

/** What their announcements showed: records with their own word for it, and headers. */
export function announcedBy(known: Snapshot, focus: Focus | null): ShowedBy | null {
  const headers = known.sources?.headers ?? null;
  const announced = [...known.coming].filter(([, by]) => SAID_BY_THEM.has(by));
  const about = announced.filter(([subject]) => !focus || focus.operations.has(operationOf(subject)));
  if (about.length > 0) return { showed: 'coming', note: [...new Set(about.map(([, by]) => by))].join(', ') };
  if (headers === null || headers === 'not-configured') return null;
  if (headers === 'not-verified') return unseen(known);
  const other: Partial<Record<SourceVerdict, LookRun['showed']>> = { drifts: 'trouble', changing: 'coming' };
  return { showed: (focus ? undefined : other[headers]) ?? 'well', note: null };
}

/** The operation that a subject begins with: method and path. */
export function operationOf(subject: string): string {
  return subject.split(' ', 2).join(' ');
}

const SAID_BY_THEM: ReadonlySet<string> = new Set([
  'sunset header',
  'deprecation header',
  'agreement',
  'feed',
]);

/** Where a difference of this cell can be seen. */
function shownBy({ cell, source }: DriftFacts): CheckSource[] {
  switch (cell) {
    case 'shipped':
    case 'rolling-out':
    case 'diverged':
      return ['documents', 'live', source];
    case 'undocumented-change':
    case 'live-change':
      return ['live', source];
    case 'baseline-behind':
    case 'ahead-of-partner':
    case 'documents-behind':
    case 'expectation-wrong':
      return ['pacts', source];
    default:
      return [source];
  }
}

function unseen({ blind }: Snapshot): ShowedBy {
  if (blind === null) return { showed: 'not-verified', note: null };
  const isTheirs = NEXT_STEPS[blind].whose === 'theirs';
  return { showed: 'not-verified', note: blind, ...(isTheirs ? { noAnswer: true as const } : {}) };
}

function versionOf({ published }: Snapshot): string | null {
  return published === null ? null : `version ${published.slice(0, 12)}`;
}
