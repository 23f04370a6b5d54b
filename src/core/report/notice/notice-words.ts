import type { Cell } from '../../drift/finding.ts';
import { NEXT_STEP, type NextStep } from '../../drift/triangulate.ts';
import type { Answer, AnswerKind, Side } from '../../ledger/types.ts';
import type { DatedChange } from '../../lifecycle/change-date.ts';
import type { Recurrence } from '../../lifecycle/recurrence.ts';
import { CELL_WORDS, KNOWN_WORDS, STEP_WORDS } from '../words.ts';

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
  'ours-to-mend': 'our API does not give what your pact needs',
  'ours-undocumented': 'our document does not say what our API does',
} as const satisfies Record<Cell, string>;

/** The next steps, told to the partner. */
const STEPS_TOLD_THEM = {
  nobody: 'nothing to do',
  'ours: restore sight': 'we make it visible again',
  'ours: migrate': 'we move to the new form',
  'ours: now': 'we move to the new form; please tell us when the old one ends',
  'ours: we expect what is not there yet': 'we wait, or agree on it with you',
  'ours: correct the expectation': 'we correct our expectation',
  'ours: mend our API': 'we mend our API, or agree on it with you',
  'ours: put it into our document': 'we put it into our document',
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

/** How a date is known, after "known", for one side. */
export function knownTold(known: DatedChange['known'], reader: Side): string {
  const words = KNOWN_WORDS[known];
  return reader === 'ours'
    ? words
    : words.replace('their document', 'your document').replace('in feed', 'in your feed');
}

const ANSWERS = {
  acknowledged: 'acknowledged',
  planned: 'planned',
  disputed: 'disputed: not seen as a difference',
  fixed: 'said to be fixed',
  accepted: 'taken over as what is agreed',
} as const satisfies Record<AnswerKind, string>;

/** An answer in words: what, for when, whose, and on which day it was given. */
export function answerTold({ kind, on, side, at, holds }: Answer, reader: Side): string {
  const whose = side === reader ? (side === 'ours' ? 'our side' : 'you') : side === 'ours' ? 'us' : 'them';
  const seen = holds === undefined ? '' : holds ? '; a later look agrees' : '; a later look still sees it';
  return `${at.slice(0, 10)}, by ${whose}: ${ANSWERS[kind]}${on ? ` for ${on}` : ''}${seen}`;
}

const ORDINALS = ['third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'] as const;

/** That removals without an announcement come back; to theirs as a count alone. */
export function recurrenceTold({ kind, year, count, mine }: Recurrence, reader: Side): string {
  const what = kind === 'operation' ? 'operation' : 'part of an operation';
  const many = kind === 'operation' ? 'operations' : 'parts of operations';
  if (reader === 'theirs')
    return `In ${year} we saw ${count} ${many} removed of which we had not read before.`;
  const ordinal = mine === 1 ? ORDINALS[count - 3] : undefined;
  if (ordinal) return `It is the ${ordinal} ${what} removed without an announcement in ${year}.`;
  return `With it, ${count} ${many} were removed without an announcement in ${year}.`;
}
