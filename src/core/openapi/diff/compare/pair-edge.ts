import type { Edge, Uncertainty } from './fact.ts';
import type { PairNode } from './pair-graph.ts';

/** A way from one pair of schemas to one inside it. How it is called is made out where something is told below it. */
export class PairEdge {
  readonly to: PairNode;
  private said: Edge['step'];
  private doubt: Edge['uncertain'] | null;

  constructor({ step, uncertain }: Pick<Edge, 'step' | 'uncertain'>, to: PairNode) {
    this.to = to;
    this.said = step;
    this.doubt = uncertain;
  }

  /** As in {@link Edge}. */
  get step(): string {
    if (typeof this.said === 'function') this.said = this.said();
    return this.said;
  }

  /** Whether it leads inside the schemas, and not to others that hold at the same place. */
  get isInside(): boolean {
    return this.said !== '';
  }

  /** As in {@link Edge}. */
  get uncertain(): Uncertainty | null {
    if (typeof this.doubt === 'function') this.doubt = this.doubt();
    return this.doubt ?? null;
  }
}
