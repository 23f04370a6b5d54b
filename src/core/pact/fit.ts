import type { Difference } from '../drift/difference.ts';

/** How one interaction of a pact stands to a document, without any call. */
export interface PactFit {
  pact: string;
  interaction: string;
  /** Position of the interaction or message in its file's own list. */
  index: number;
  /** Where it does not fit; empty: it fits as far as could be judged. */
  differences: Difference[];
  /** True where the document is too odd to judge by. */
  undecided: boolean;
}
