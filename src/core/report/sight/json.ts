import type { JsonObject } from '../../json.ts';
import { lengthOf } from '../../sight/spans.ts';
import type { Sight, SourceName, Span, Trouble } from '../../sight/types.ts';
import type { SightAtReport, SightReport } from './types.ts';

/** What every party could have seen, as data. Times are ISO 8601 UTC, lengths minutes with two decimals. */
export function sightJson({ partner, change, sight }: SightReport): string {
  const data: JsonObject = {
    schema: 'forewarn.sight/1',
    partner,
    change,
    ...spanJson(sight),
    sources: sight.rows.map(({ kind, of, party, spent, pieces }) => ({
      source: kind,
      of,
      party,
      minutes: Object.fromEntries(Object.entries(spent).map(([state, ms]) => [state, minutes(ms ?? 0)])),
      pieces: pieces.map(({ state, note, looks, ...span }) => ({
        ...spanJson(span),
        state,
        ...(note === null ? {} : { note }),
        ...(looks
          ? {
              looks: {
                before: iso(looks.before),
                after: iso(looks.after),
                was: looks.was,
                became: looks.became,
              },
            }
          : {}),
      })),
    })),
    troubles: sight.troubles.map(troubleJson),
    first: sight.first.map(({ kind, of, party, at, showed, before }) => ({
      source: kind,
      of,
      party,
      at: iso(at),
      showed,
      lookBefore: before === null ? null : iso(before),
    })),
    minutes: totals(sight),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** What every source showed at an instant, as data. */
export function sightAtJson({ partner, change, at, sources }: SightAtReport): string {
  const data: JsonObject = {
    schema: 'forewarn.sight-at/1',
    partner,
    change,
    at: iso(at),
    sources: sources.map(({ kind, of, party, state, note, look, ageMs, next }) => ({
      source: kind,
      of,
      party,
      state,
      note,
      look: look === null ? null : iso(look),
      age: ageMs === null ? null : minutes(ageMs),
      next: next ? { at: iso(next.at), showed: next.showed } : null,
    })),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function totals({ troubles }: Sight): JsonObject {
  const sum = (spans: (trouble: Trouble) => readonly Span[]) =>
    minutes(troubles.reduce((all, one) => all + lengthOf(spans(one)), 0));
  return {
    nobody: sum(({ nobody }) => nobody),
    nobodyAtMost: sum(({ nobodyAtMost }) => nobodyAtMost),
    peopleOnly: sum(({ peopleOnly }) => peopleOnly),
  };
}

function troubleJson(trouble: Trouble): JsonObject {
  const { seen, notBefore, notAfter, first, last, nobody, nobodyAtMost, peopleOnly } = trouble;
  return {
    ...spanJson(trouble),
    seen: iso(seen),
    notBefore: notBefore === null ? null : iso(notBefore),
    notAfter: notAfter === null ? null : iso(notAfter),
    first: nameJson(first),
    last: nameJson(last),
    nobody: nobody.map(spanJson),
    nobodyAtMost: nobodyAtMost.map(spanJson),
    peopleOnly: peopleOnly.map(spanJson),
  };
}

function nameJson({ kind, of }: SourceName): JsonObject {
  return { source: kind, of };
}

function spanJson({ from, to }: Span): JsonObject {
  return { from: iso(from), to: iso(to) };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function minutes(ms: number): number {
  return Math.round(ms / 600) / 100;
}
