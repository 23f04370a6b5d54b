import type { Cell } from '../../drift/finding.ts';
import { NEXT_STEP, type NextStep } from '../../drift/triangulate.ts';
import type { Side } from '../../ledger/types.ts';
import { CELL_WORDS, STEP_WORDS } from '../words.ts';

/** The cells, told to the partner. */
const CELLS_TOLD_THEM = {
  unseen: 'not seen by us',
  agree: 'as agreed',
  'undocumented-change': 'your answers have changed, your document has not',
  'live-change': 'your answers have changed; we know of no document that says so',
  announced: 'announced, not there yet',
  shipped: 'your document and your answers have both changed',
  'rolling-out': 'being rolled out: some answers are of the new form, some of the old',
  diverged: 'your document says one thing, your answers another',
  'baseline-behind': 'what was agreed is behind what we both do',
  'ahead-of-partner': 'we expect what is not there yet',
  'documents-behind': 'your document is behind your answers',
  'expectation-wrong': 'we expect what was not promised',
} as const satisfies Record<Cell, string>;

/** The next steps, told to the partner. */
const STEPS_TOLD_THEM = {
  nobody: 'nothing to do',
  'ours: restore sight': 'we make it visible again',
  'ours: migrate': 'we move to the new form',
  'ours: now': 'we move to the new form; please tell us when the old one ends',
  'ours: we expect what is not there yet': 'we wait, or agree on it with you',
  'ours: correct the expectation': 'we correct our expectation',
  'theirs: document or revert': 'please put it into your document, or take it back',
  'theirs: say whether it is meant': 'please say whether it is meant',
  'theirs: which is meant?': 'please say which is meant, your document or your answers',
  'theirs: correct the document': 'please bring your document up to your answers',
  'both: renegotiate or revert': 'let us agree on it anew, or please take it back',
  'both: adopt the published document': 'let us both adopt your document as what is agreed',
} as const satisfies Record<NextStep, string>;

/** Where a difference stands, for one side. */
export function cellTold(side: Side, cell: Cell): string {
  return side === 'ours' ? CELL_WORDS[cell] : CELLS_TOLD_THEM[cell];
}

/** Whose step it is and which, for one side. */
export function stepTold(side: Side, cell: Cell): string {
  return side === 'ours' ? STEP_WORDS[NEXT_STEP[cell]] : STEPS_TOLD_THEM[NEXT_STEP[cell]];
}
