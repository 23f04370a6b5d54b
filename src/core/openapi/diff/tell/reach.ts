import type { OperationName, ReachedOperation } from '../../../drift/difference.ts';
import { operationOf } from '../../../drift/subject.ts';
import type { PairNode } from '../compare/pair-graph.ts';
import type { Place } from '../place.ts';

/**
 * Which operations lead to a schema that differs: those of every place, one bit each, handed on along the edges until
 * nothing new comes. Linear in the edges for all but circular schemas.
 *
 * @param places whose schemas are settled
 */
export function reachOf(places: readonly Place[]): (node: PairNode) => ReachedOperation[] {
  const names = new Map<string, OperationName | null>();
  for (const { subject, operation } of places) names.set(operationOf(subject), operation);
  const numbers = new Map([...names.keys()].map((key, number) => [key, number]));
  const words = Math.ceil(names.size / 32);
  // Of each node, by its number in the graph.
  const bits: (Uint32Array | undefined)[] = [];
  const queued: boolean[] = [];
  const waiting: PairNode[] = [];
  const bitsOf = ({ index }: PairNode): Uint32Array => {
    const known = bits[index] ?? new Uint32Array(words);
    bits[index] = known;
    return known;
  };
  const queue = (node: PairNode): void => {
    if (queued[node.index]) return;
    queued[node.index] = true;
    waiting.push(node);
  };
  for (const { node, subject } of places) {
    if (!node.differs) continue;
    const number = numbers.get(operationOf(subject)) as number;
    const own = bitsOf(node);
    own[number >>> 5] = (own[number >>> 5] ?? 0) | (1 << (number & 31));
    queue(node);
  }
  for (let index = 0; index < waiting.length; index++) {
    const from = waiting[index] as PairNode;
    queued[from.index] = false;
    const own = bitsOf(from);
    for (const { to } of from.edges) if (merge(own, bitsOf(to))) queue(to);
  }
  const all = [...names].map(([key, operation]): ReachedOperation => ({ key, operation }));
  const known = new Map<string, ReachedOperation[]>();
  return (node) => {
    const own = bits[node.index];
    if (!own) return [];
    // Schemas that refer to each other are reached by the same operations.
    const key = own.join();
    const found =
      known.get(key) ?? all.filter((_, number) => ((own[number >>> 5] ?? 0) >>> (number & 31)) & 1);
    known.set(key, found);
    return found;
  };
}

/** Adds the bits of one to another. @returns whether that changed it. */
function merge(from: Uint32Array, to: Uint32Array): boolean {
  let changed = false;
  for (let word = 0; word < to.length; word++) {
    const before = to[word] ?? 0;
    const after = (before | (from[word] ?? 0)) >>> 0;
    if (after === before) continue;
    to[word] = after;
    changed = true;
  }
  return changed;
}
