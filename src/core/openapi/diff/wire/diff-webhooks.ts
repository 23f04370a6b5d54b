import type { Difference } from '../../../drift/difference.ts';
import { readCallbacks, readWebhooks, type Sent } from '../../document/read-webhooks.ts';
import type { Operation } from '../../document/types.ts';
import { type Context, type OperationPair, subjectOf } from '../operation-pair.ts';
import { diffBodies } from '../operations/diff-bodies.ts';
import { metaDifferences } from '../operations/diff-operations.ts';
import { diffParameters } from '../operations/diff-parameters.ts';
import { diffResponses } from '../operations/diff-responses.ts';
import { differenceOf, type Found, nameOf } from '../place.ts';
import type { ChangeKey } from '../rules/rules.ts';
import { mirror, mirrored } from './mirror.ts';

/** Callbacks of callbacks are followed so far. */
const DEEPEST = 4;

/** Tells of a webhook or callback, or of one method of it, that came or went. */
type Tell = (change: 'added' | 'removed', sent: Sent, operation: Operation | null) => Generator<Difference>;

/** Webhooks that came or went, and what changed in those that stayed, read as what is sent to us. */
export function* webhookDifferences(context: Context): Generator<Found> {
  const before = readWebhooks(context.baseline.raw);
  const after = readWebhooks(context.observed.raw);
  yield* sentDifferences({ context, depth: 0, told: new Set() }, before, after, aboutWebhook);
}

/**
 * The callbacks of operations, read as what is sent to us; one that several operations refer to is told once. What
 * the partner's callback in turn lets us call back is read as any operation of theirs.
 */
export function* callbackDifferences(context: Context): Generator<Found> {
  const walk: Walk = { context, depth: 0, told: new Set() };
  for (const { baseline, observed } of context.pairing.known) {
    const isSilent = baseline.raw.callbacks === undefined && observed?.raw.callbacks === undefined;
    if (observed && !isSilent) yield* callbacksOf(walk, { baseline, observed });
  }
}

interface Walk {
  context: Context;
  /** How many callbacks lie around this one: at every second, the partner is called again. */
  depth: number;
  /** Pairs of places that were compared. */
  told: Set<string>;
}

function* callbacksOf(walk: Walk, pair: OperationPair): Generator<Found> {
  const { baseline, observed } = walk.context;
  const written = [pair.baseline.raw.callbacks ?? null, pair.observed.raw.callbacks ?? null] as const;
  if (written.every((one) => one === null) || walk.context.unchanged.value(...written)) return;
  const before = readCallbacks(baseline.raw, pair.baseline);
  yield* sentDifferences(walk, before, readCallbacks(observed.raw, pair.observed), aboutCallback(pair));
}

function* sentDifferences(
  walk: Walk,
  before: readonly Sent[],
  after: readonly Sent[],
  tell: Tell,
): Generator<Found> {
  const others = new Map(after.map((one) => [one.name, one]));
  const names = new Set(before.map((one) => one.name));
  for (const one of before) {
    const other = others.get(one.name);
    if (other) yield* methodDifferences(walk, one, other, tell);
    else yield* tell('removed', one, null);
  }
  for (const one of after) if (!names.has(one.name)) yield* tell('added', one, null);
}

function* methodDifferences(walk: Walk, before: Sent, after: Sent, tell: Tell): Generator<Found> {
  const others = new Map(after.operations.map((operation) => [operation.method, operation]));
  for (const baseline of before.operations) {
    const observed = others.get(baseline.method);
    others.delete(baseline.method);
    if (!observed) yield* tell('removed', before, baseline);
    else yield* sentDifference(walk, { baseline, observed });
  }
  for (const operation of others.values()) yield* tell('added', after, operation);
}

function* sentDifference(walk: Walk, pair: OperationPair): Generator<Found> {
  const places = `${pair.baseline.pointer}\n${pair.observed.pointer}`;
  if (walk.told.has(places)) return;
  walk.told.add(places);
  const turned = walk.depth % 2 === 0;
  const context = turned ? mirrored(walk.context) : walk.context;
  const found = operationDifferences(context, pair);
  yield* turned ? mirror(context, found) : found;
  if (walk.depth < DEEPEST) yield* callbacksOf({ ...walk, depth: walk.depth + 1 }, pair);
}

/** Its id is a name for what we serve, and nothing to who sends. */
function* operationDifferences(context: Context, pair: OperationPair): Generator<Found> {
  for (const one of metaDifferences(pair)) if (one.facet !== 'operation-id') yield one;
  if (context.unchanged.operation(pair.baseline, pair.observed)) return;
  yield* diffParameters(context, pair);
  yield* diffBodies(context, pair);
  yield* diffResponses(context, pair);
}

function* aboutWebhook(
  change: 'added' | 'removed',
  { name, pointer }: Sent,
  operation: Operation | null,
): Generator<Difference> {
  const difference = differenceOf('document', `operation.webhook-${change}`, {
    subject: { method: '*', path: '*', section: 'operation', location: `webhook:${name}` },
    operation: null,
    pointer: pointerOf(change, operation?.pointer ?? pointer),
    args: { webhook: name, ...(operation && { method: operation.method }) },
  });
  if (difference) yield difference;
}

function aboutCallback(pair: OperationPair): Tell {
  return function* (change, { name, pointer }, operation) {
    const key: ChangeKey = `operation.callback-${change}`;
    const difference = differenceOf('operation', key, {
      subject: { ...subjectOf(pair.baseline, 'operation'), location: `callback:${name}` },
      operation: nameOf(pair.baseline),
      pointer: pointerOf(change, operation?.pointer ?? pointer),
      args: { callback: name, ...(operation && { method: operation.method }) },
    });
    if (difference) yield difference;
  };
}

function pointerOf(change: 'added' | 'removed', pointer: string): Difference['pointer'] {
  return change === 'added' ? { baseline: null, observed: pointer } : { baseline: pointer, observed: null };
}
