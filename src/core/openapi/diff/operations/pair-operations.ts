import { operationKey } from '../../../drift/subject.ts';
import { groupBy } from '../../../group-by.ts';
import type { ApiDocument, Operation } from '../../document/types.ts';
import { serversOf } from '../wire/diff-servers.ts';
import { addressesOf } from '../wire/server-addresses.ts';

/** Which operations of two documents are the same one. */
export interface Pairing {
  /** The baseline's operations in its order, each with its like in the other document. */
  known: { baseline: Operation; observed: Operation | null }[];
  /** Operations of the other document that are nobody's like, in its order. */
  added: Operation[];
  /** The base paths that the operations were paired under; null where they were paired by their templates alone. */
  bases: Bases | null;
}

interface Bases {
  baseline: string;
  observed: string;
}

/**
 * Pairs operations by method and path template; among several that share a template, by the names in it. Where
 * the documents are served under different base paths, and more operations have their like by the whole path
 * than by the template, by the whole path: a base path that moved into the paths changes no operation.
 */
export function pairOperations(baseline: ApiDocument, observed: ApiDocument): Pairing {
  const plain = paired(baseline, observed, null);
  if (plain.added.length === 0 || plain.known.every((pair) => pair.observed)) return plain;
  const bases = { baseline: baseOf(baseline), observed: baseOf(observed) };
  if (bases.baseline === bases.observed) return plain;
  const full = paired(baseline, observed, bases);
  return full.added.length < plain.added.length ? full : plain;
}

function paired(baseline: ApiDocument, observed: ApiDocument, bases: Bases | null): Pairing {
  const keyOf = ({ method, path, key }: Operation, base: string | undefined) =>
    base ? operationKey(method, base + path) : key;
  const left = groupBy(observed.operations, (operation) => keyOf(operation, bases?.observed));
  const known = baseline.operations.map((before) => {
    const candidates = left.get(keyOf(before, bases?.baseline)) ?? [];
    const named = candidates.findIndex((operation) => operation.path === before.path);
    const [after] = candidates.splice(Math.max(0, named), 1);
    return { baseline: before, observed: after ?? null };
  });
  const unpaired = new Set([...left.values()].flat());
  return { known, added: observed.operations.filter((operation) => unpaired.has(operation)), bases };
}

/** The base path that all servers of a document share, or nothing. */
function baseOf(document: ApiDocument): string {
  const servers = addressesOf(serversOf(document));
  const bases = new Set(servers.flatMap(({ addresses }) => addresses.map(({ base }) => base)));
  const [base] = bases;
  return bases.size === 1 && base ? base : '';
}
