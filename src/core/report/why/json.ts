import type { Json, JsonObject } from '../../json.ts';
import type { DriftFacts } from '../../ledger/types.ts';
import type { Looked, TheirFact } from '../../why/types.ts';
import { reproductionText } from './reproduction-text.ts';
import { differenceWords } from './their-words.ts';
import type { WhyReport } from './types.ts';

/** What happened since an instant, as data (`forewarn.why/1`). Times are ISO 8601 UTC. */
export function whyJson(report: WhyReport): string {
  const { partner, why, reproductions } = report;
  const data = {
    schema: 'forewarn.why/1',
    partner,
    from: iso(why.since),
    to: iso(why.now),
    environments: why.environments.map(
      ({ environment, document, theirs, ours, unseen, failures, others, ...looked }) => ({
        environment,
        ...lookedJson(looked),
        document,
        theirs: theirs.map(theirJson),
        ours: ours.map(timed),
        unseen: unseen.map(({ evidence, ...fact }) => timed(fact)),
        failures,
        others,
      }),
    ),
    journeys: why.journeys.map(({ id, title, people, ...looked }) => ({
      journey: id,
      title,
      ...lookedJson(looked),
      people: people && { count: people.count, first: iso(people.first), last: iso(people.last) },
    })),
    reproductions: reproductions.map(({ at, before, last, over, what, ...call }) => ({
      ...call,
      before: isoOrNull(before),
      at: iso(at),
      last: iso(last),
      over: isoOrNull(over),
      ...(what.kind === 'silence'
        ? { class: what.class, status: what.status, others: what.others }
        : {
            change: what.change,
            subject: what.facts.subject,
            rule: what.facts.rule,
            agreed: what.agreed,
            observed: what.observed,
          }),
    })),
    text: reproductionText(report),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function lookedJson({ looks, lastLook, stretch, earlier }: Looked) {
  return {
    looks,
    lastLook: lastLook && { at: iso(lastLook.at), grade: lastLook.grade },
    bad: stretch && {
      grade: stretch.grade,
      lastGood: isoOrNull(stretch.lastGood),
      first: iso(stretch.first),
      firstDiffers: isoOrNull(stretch.firstDiffers),
      last: iso(stretch.last),
      looks: stretch.looks,
      over: isoOrNull(stretch.over),
    },
    earlier: earlier.map(iso),
  };
}

function theirJson(fact: TheirFact): JsonObject {
  if (fact.kind !== 'difference') return timed(fact);
  const { at, state, facts, change, elsewhere } = fact;
  return {
    kind: 'difference',
    at: iso(at),
    state,
    change,
    ...drift(facts),
    elsewhere: elsewhere.map((one) => ({ ...one })),
  };
}

function drift(facts: DriftFacts): JsonObject {
  const { rule, subject, effect, cell, stage, fingerprint } = facts;
  return { rule, subject, effect, cell, stage, fingerprint, message: differenceWords(facts) };
}

/** A fact with its instant as ISO 8601, where it has one. */
function timed(fact: object): JsonObject {
  const json = { ...fact } as Record<string, Json>;
  return typeof json.at === 'number' ? { ...json, at: iso(json.at) } : json;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : iso(ms);
}
