import { ForewarnError } from '../../../errors.ts';
import type { ApiDocument } from '../../document/types.ts';
import type { Asked } from '../policy.ts';
import { schemaReaderOf } from '../schema/read-shape.ts';
import type { Parts, Shape } from '../schema/shape.ts';
import type { Unchanged } from '../unchanged/unchanged.ts';
import { compareShapes } from './compare-shapes.ts';
import type { Compared, Edge, Fact, Reading, Uncertainty } from './fact.ts';
import type { Readers } from './property-facts.ts';

/** A way from one pair of schemas to one inside it; `uncertain` as in {@link Edge}. */
export interface PairEdge {
  /** A label is empty until {@link PairGraph.settle}. */
  step: string;
  to: PairNode;
  uncertain: Uncertainty | null;
}

/** Two schemas that meet somewhere, with what differs between them and where they lead. */
export interface PairNode {
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
  /** Whether a schema of the baseline differs at any place that it was met at; null where it was not met. */
  differs(baseline: Parts): boolean | null;
}

/** More pairs than this are refused: circular schemas of unequal length meet in very many ways. */
const MOST_PAIRS = 1_000_000;

/** The one node of all pairs that are written the same. */
const SAME: PairNode = {
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
  const nodes = { request: new Map(), parameter: new Map(), response: new Map() } as Record<
    Reading,
    Map<number, Map<number, PairNode>>
  >;
  const all: PairNode[] = [];
  const leadingTo = new Map<PairNode, PairNode[]>();
  const waiting: Waiting[] = [];
  const labels = new Map<PairEdge, () => string>();

  const node: PairGraph['node'] = (before, after, reading) => {
    if (unchanged.parts(before, after)) return SAME;
    const a = readers.a(before);
    const b = readers.b(after);
    const row = nodes[reading].get(a.id) ?? new Map<number, PairNode>();
    nodes[reading].set(a.id, row);
    const known = row.get(b.id);
    if (known) return known;
    if (all.length >= MOST_PAIRS) {
      throw new ForewarnError('input', 'the two documents are too hard to compare', {
        fix: 'their schemas refer to each other in too many ways; compare them part by part',
      });
    }
    const parts = { baseline: before, observed: after };
    const made: PairNode = { parts, reading, facts: [], edges: [], differs: false };
    row.set(b.id, made);
    all.push(made);
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

  const follow = (
    from: PairNode,
    { step, baseline: before, observed: after, uncertain }: Edge,
    reading: Reading,
  ): void => {
    const to = node(before, after, reading);
    if (to === SAME) return;
    const isLabel = typeof step === 'function';
    const edge: PairEdge = { step: isLabel ? '' : step, to, uncertain: uncertain ?? null };
    if (isLabel) labels.set(edge, step);
    from.edges.push(edge);
    const sources = leadingTo.get(to);
    if (sources) sources.push(from);
    else leadingTo.set(to, [from]);
  };

  const settle = (): void => {
    for (let next = waiting.pop(); next; next = waiting.pop()) expand(next);
    const open = all.filter((one) => one.facts.length > 0);
    for (const one of open) one.differs = true;
    for (let next = open.pop(); next; next = open.pop()) {
      for (const source of leadingTo.get(next) ?? []) {
        if (source.differs) continue;
        source.differs = true;
        open.push(source);
      }
    }
    for (const one of all) one.edges = one.edges.filter(({ to }) => to.differs);
    for (const [edge, label] of labels) if (edge.to.differs) edge.step = label();
    labels.clear();
    leadingTo.clear();
  };

  const differs: PairGraph['differs'] = (before) => {
    const { id } = readers.a(before);
    const rows = Object.values(nodes).flatMap((byId) => [...(byId.get(id)?.values() ?? [])]);
    return rows.length === 0 ? null : rows.some((one) => one.differs);
  };

  return { node, settle, differs };
}
