import type { Coming } from '../drift/finding.ts';
import { isOpen } from '../ledger/apply-drift.ts';
import { environmentState } from '../ledger/apply-transition.ts';
import { environmentKey, type PartnerState } from '../ledger/types.ts';
import { dayOf } from './day-of.ts';
import { isRecord } from './merge.ts';
import { knownSince } from './notice-given.ts';
import type { ComingRecord } from './record.ts';
import type { ComingSource, ComingStep, KnownDate } from './types.ts';

/**
 * What a look adds to the dates in the ledger: a date that is new or has moved, what was announced without a date and
 * is no difference of its own, and what is not coming any more. What is kept as it was gives nothing.
 *
 * @param after the state once the differences of the look have become so
 */
export function comingSteps(
  after: PartnerState,
  look: { environment: string | null; coming: readonly Coming[] },
): ComingStep[] {
  const { environment } = look;
  const known = environmentState(after, environment).coming ?? {};
  const records = look.coming.filter(isRecord).filter((one) => isHere(one, environment));
  const dated = records
    .filter((one) => (known[one.subject] ? known[one.subject]?.on !== one.on : isNews(one)))
    .map(
      ({ subject, on, known: by }): ComingStep => ({ type: 'coming', environment, subject, on, known: by }),
    );
  const present = new Set(records.map(({ subject }) => subject));
  const open = openSubjects(after, environment);
  const gone = Object.keys(known)
    .filter((subject) => !present.has(subject) && !open.has(subject))
    .toSorted()
    .map((subject): ComingStep => ({ type: 'not-coming', environment, subject }));
  return [...dated, ...gone];
}

/** The source with the day of its first record in the ledger: of the difference, or of the date. */
export function withFirstRecord(
  subject: string,
  source: ComingSource,
  state: PartnerState,
  environment: string | null,
): ComingSource {
  const dates = environmentState(state, environment).coming?.[subject]?.dates ?? [];
  const on = dayOf(source);
  const since = knownSince([...dates, ...ownRecord(source, dates, state, environment)], on);
  const heard = /\b\d{4}-\d\d-\d\d\b/.exec(source.heard ?? '')?.[0];
  const first = [since, source.since, heard].flatMap((day) => day ?? []).toSorted()[0];
  return { ...source, since: first ?? null };
}

/**
 * The record with every date that it had, the present one last, where it moved.
 *
 * @param now ISO instant from which a date that is new is known
 */
export function withMoves(
  record: ComingRecord,
  state: PartnerState,
  on: { environment: string | null; now: string },
): ComingRecord {
  const dates = environmentState(state, on.environment).coming?.[record.subject]?.dates ?? [];
  const isKept = dates.at(-1)?.on === record.on;
  const moved = isKept ? dates : [...dates, { on: record.on, since: on.now.slice(0, 10) }];
  return moved.length < 2 ? record : { ...record, moved };
}

/** The difference itself, which may have been known before it had a date. */
function ownRecord(
  { driftKey }: ComingSource,
  dates: readonly KnownDate[],
  state: PartnerState,
  environment: string | null,
): KnownDate[] {
  const life =
    driftKey === null ? undefined : state.drifts[driftKey]?.environments[environmentKey(environment)];
  if (!isOpen(life)) return [];
  const since = life.since.slice(0, 10);
  const first = dates[0];
  if (!first) return [{ on: life.facts.coming?.on?.slice(0, 10) ?? null, since }];
  return since < first.since ? [{ on: null, since }] : [];
}

function isNews(record: ComingRecord): boolean {
  return record.on !== null || record.driftKeys.length === 0;
}

/** What is said of another environment is that one's to keep. */
function isHere({ environment }: ComingRecord, here: string | null): boolean {
  return environment === null || environment === here;
}

function openSubjects(state: PartnerState, environment: string | null): Set<string> {
  const key = environmentKey(environment);
  return new Set(
    Object.values(state.drifts).flatMap(({ environments }) => {
      const life = environments[key];
      return isOpen(life) ? [life.facts.subject] : [];
    }),
  );
}
