import { ForewarnError } from '../../../errors.ts';
import type { ApiDocument } from '../../document/types.ts';
import type { Asked } from '../policy.ts';
import { schemaReaderOf } from '../schema/read-shape.ts';
import type { Parts, Shape } from '../schema/shape.ts';
import type { Unchanged } from '../unchanged/unchanged.ts';
import { compareShapes } from './compare-shapes.ts';
import type { Compared, Edge, Fact, Reading } from './fact.ts';
import { PairEdge } from './pair-edge.ts';
import type { Readers } from './property-facts.ts';

/** Two schemas that meet somewhere, with what differs between them and where they lead. */
export interface PairNode {
  /** Its number in its graph, from 0. */
  index: number;
  /** What both documents write there. */
  parts: { baseline: Parts; observed: Parts };
  reading: Reading;
  facts: Fact[];
  /** Once settled, those alone that lead to a difference. */
  edges: PairEdge[];
  /** True if it or anything it leads to differs. Known after {@link PairGraph.settle}. */
  differs: boolean;
}

/**
 * All pairs of schemas that meet at the same place, each compared once for each reading. Equality is the
 * greatest fixed point: what differs is what leads to a difference, so circular schemas need no assumption.
 */
export interface PairGraph {
  /** The node of two schemas; its edges are followed by `settle`. */
  node(baseline: Parts, observed: Parts, reading: Reading): PairNode;
  /** Compares everything that the nodes asked for lead to. */
  settle(): void;
  /** Whether a schema of the baseline differs at any place that it was met at; null: it was not met. Once settled. */
  differs(baseline: Parts): boolean | null;
}

/** More pairs than this are refused: circular schemas of unequal length meet in very many ways. */
const MOST_PAIRS = 1_000_000;

/** More schemas than a document has that is read: two numbers of schemas make one of a pair. */
const MOST_SCHEMAS = 2 ** 26;

/** Up to so many, the number of a pair is a small integer, which maps find faster. */
const FEW_SCHEMAS = 2 ** 15;

/** The one node of all pairs that are written the same. */
const SAME: PairNode = {
  index: -1,
  parts: { baseline: [], observed: [] },
  reading: 'response',
  facts: [],
  edges: [],
  differs: false,
};

interface Waiting {
  node: PairNode;
  a: Shape;
  b: Shape;
}

/** Makes the empty graph of two documents. What is unchanged is one node, and no shape is read for it. */
export function pairGraphOf(
  baseline: ApiDocument,
  observed: ApiDocument,
  unchanged: Unchanged,
  asked: Asked,
): PairGraph {
  const documents = { a: baseline, b: observed };
  const schemas = { a: schemaReaderOf(baseline), b: schemaReaderOf(observed) };
  const readers: Readers = {
    a: schemas.a.shape,
    b: schemas.b.shape,
    outlines: { a: schemas.a.outline, b: schemas.b.outline },
    isUnchanged: unchanged.parts,
    isSame: unchanged.value,
  };
  const nodes: Record<Reading, Map<number, PairNode>> = {
    request: new Map(),
    parameter: new Map(),
    response: new Map(),
  };
  const all: PairNode[] = [];
  /** Of each node: the schema of the baseline, and the nodes that lead to it. */
  const schemaOf: number[] = [];
  const sources: PairNode[][] = [];
  const waiting: Waiting[] = [];

  const node: PairGraph['node'] = (before, after, reading) => {
    if (unchanged.parts(before, after)) return SAME;
    const a = readers.a(before);
    const b = readers.b(after);
    const key = pairKey(a.id, b.id);
    const known = nodes[reading].get(key);
    if (known) return known;
    if (all.length >= MOST_PAIRS) {
      throw new ForewarnError('input', 'the two documents are too hard to compare', {
        fix: 'their schemas refer to each other in too many ways; compare them part by part',
      });
    }
    const parts = { baseline: before, observed: after };
    const made: PairNode = { index: all.length, parts, reading, facts: [], edges: [], differs: false };
    nodes[reading].set(key, made);
    all.push(made);
    schemaOf.push(a.id);
    sources.push([]);
    waiting.push({ node: made, a, b });
    return made;
  };

  const expand = ({ node: from, a, b }: Waiting): void => {
    const { parts, reading } = from;
    const tell = (compared: Compared): void => {
      if ('fact' in compared) from.facts.push(compared.fact);
      else follow(from, compared.edge, reading);
    };
    compareShapes({ a, b, parts, reading, asked, tell }, documents, readers);
  };

  const follow = (from: PairNode, edge: Edge, reading: Reading): void => {
    const to = node(edge.baseline, edge.observed, reading);
    if (to === SAME) return;
    from.edges.push(new PairEdge(edge, to));
    sources[to.index]?.push(from);
  };

  const settle = (): void => {
    for (let next = waiting.pop(); next; next = waiting.pop()) expand(next);
    const open = all.filter((one) => one.facts.length > 0);
    for (const one of open) one.differs = true;
    for (let next = open.pop(); next; next = open.pop()) {
      for (const source of sources[next.index] ?? []) {
        if (source.differs) continue;
        source.differs = true;
        open.push(source);
      }
    }
    for (const one of all) one.edges = one.edges.filter(({ to }) => to.differs);
  };

  let met: Map<number, boolean> | null = null;
  const differs: PairGraph['differs'] = (before) => {
    met ??= differing(all, schemaOf);
    return met.get(readers.a(before).id) ?? null;
  };

  return { node, settle, differs };
}

function pairKey(a: number, b: number): number {
  if (a < FEW_SCHEMAS && b < FEW_SCHEMAS) return a * FEW_SCHEMAS + b;
  return MOST_SCHEMAS * MOST_SCHEMAS + a * MOST_SCHEMAS + b;
}

/** By schema of the baseline: whether a node of it differs. */
function differing(nodes: readonly PairNode[], schemaOf: readonly number[]): Map<number, boolean> {
  const found = new Map<number, boolean>();
  for (const { index, differs } of nodes) {
    const schema = schemaOf[index] as number;
    found.set(schema, differs || found.get(schema) === true);
  }
  return found;
}
