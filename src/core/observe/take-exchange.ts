import { refusalOf } from '../drift/assess/live-candidates.ts';
import type { Difference, OperationName } from '../drift/difference.ts';
import { fingerprint } from '../drift/fingerprint.ts';
import type { Assessment } from '../exchange/classify.ts';
import type { ConformResult } from '../exchange/conform.ts';
import type { Exchange } from '../exchange/types.ts';
import type { Sha256 } from '../hash.ts';
import type { ApiDocument, Operation } from '../openapi/document/types.ts';
import { joinedUse, usageOfExchange } from '../usage/sources/exchange-usage.ts';
import { pathShape } from './path-shape.ts';
import type { News, NotPassedOn, Observation, Unjudged } from './types.ts';

/** More than these of a kind are counted with the others of their operation alone. */
const MOST = 2_000;

/** An observation of nothing yet. */
export function noObservation(): Observation {
  return {
    calls: 0,
    uses: new Map(),
    departures: new Map(),
    unjudged: new Map(),
    unplaced: new Map(),
    notPassedOn: new Map(),
    undocumented: 0,
  };
}

/** An exchange with what was made of it. */
export interface JudgedExchange {
  exchange: Exchange;
  conform: ConformResult;
  assessment: Assessment;
}

/**
 * Takes one exchange into an observation: what it says of our usage, and where it departs from the document. An answer
 * that says nothing about the contract teaches no fields.
 *
 * @param from how the source is called where usage is shown. @returns what is told for the first time.
 */
export function takeExchange(
  into: Observation,
  { exchange, conform, assessment }: JudgedExchange,
  on: { document: ApiDocument; sha256: Sha256; from: string },
): News[] {
  into.calls++;
  const { operation } = conform;
  if (operation === null) return takeUnplaced(into, exchange, on.document);
  const news: News[] = [];
  const isJudged = assessment.kind === 'judged';
  const seen = isJudged ? exchange : { ...exchange, response: null };
  const { uses, left } = usageOfExchange(on.document, seen, on.from);
  into.undocumented += left.undocumented;
  for (const use of uses) {
    const known = into.uses.get(use.key);
    if (!known) news.push({ kind: 'used', operation: nameOf(operation) });
    into.uses.set(use.key, known ? joinedUse(known, use) : use);
  }
  const departures: Difference[] = [...conform.request];
  if (isJudged) departures.push(...conform.response);
  if (assessment.kind === 'refused') departures.push(refusalOf({ baseline: conform, exchange }, assessment));
  for (const difference of departures) {
    const key = fingerprint(difference, on.sha256);
    const known = into.departures.get(key);
    if (known) known.times++;
    else if (into.departures.size < MOST) {
      into.departures.set(key, { difference, times: 1 });
      news.push({ kind: 'departs', difference });
    }
  }
  if (assessment.kind === 'not-verified') {
    const { failure, next } = assessment;
    news.push(
      ...takeUnjudged(into, { operation: nameOf(operation), failure, next, times: 1 }, operation.key),
    );
  }
  return news;
}

/** Takes a call that was not passed on. */
export function takeNotPassedOn(
  into: Observation,
  call: { method: string; path: string; why: NotPassedOn; operation: Operation | null },
  document: ApiDocument,
): News[] {
  const { why, operation } = call;
  const what = `${call.method} ${operation?.path ?? pathShape(document, call.path)}`;
  const key = `${why} ${what}`;
  const known = into.notPassedOn.get(key);
  if (known) known.times++;
  if (known || into.notPassedOn.size >= MOST) return [];
  into.notPassedOn.set(key, { why, what, times: 1 });
  return [{ kind: 'not-passed-on', why, what }];
}

function takeUnplaced(into: Observation, { request }: Exchange, document: ApiDocument): News[] {
  const what = `${request.method.toUpperCase()} ${pathShape(document, request.path)}`;
  const known = into.unplaced.get(what);
  if (known === undefined && into.unplaced.size >= MOST) return [];
  into.unplaced.set(what, (known ?? 0) + 1);
  return known === undefined ? [{ kind: 'unplaced', what }] : [];
}

function takeUnjudged(into: Observation, unjudged: Unjudged, operation: string): News[] {
  const key = `${operation} ${unjudged.failure.class}`;
  const known = into.unjudged.get(key);
  if (known) known.times++;
  else into.unjudged.set(key, unjudged);
  return known ? [] : [{ kind: 'unjudged', unjudged }];
}

function nameOf({ method, path, operationId, summary }: Operation): OperationName {
  return { method, path, ...(operationId ? { operationId } : {}), ...(summary ? { summary } : {}) };
}
