import { isOurSide } from '../agreement/our-side.ts';
import type { Cell, Coming, Effect, SourceName, SourceVerdict, Verdict } from '../drift/finding.ts';
import { isOfOurApi, NEXT_STEP, type NextStep } from '../drift/triangulate.ts';
import type { FailureClass } from '../exchange/types.ts';

/** What a verdict says to people, after "acme-pay sandbox". */
export const VERDICT_WORDS = {
  agrees: 'agrees with what was agreed',
  changing: 'agrees today; a change is coming',
  drifts: 'differs from what was agreed',
  'not-verified': 'could not be checked',
} as const satisfies Record<Verdict, string>;

/** The verdict of one source, after its name and a colon. */
export const SOURCE_VERDICT_WORDS = {
  agrees: 'as agreed',
  changing: 'will change',
  drifts: 'different',
  'not-verified': 'not checked',
  'not-configured': 'not looked at',
} as const satisfies Record<SourceVerdict, string>;

/** Where we looked. */
export const SOURCE_WORDS = {
  documents: 'their document',
  live: 'their answers',
  pacts: 'our pacts',
  headers: 'their headers',
} as const satisfies Record<SourceName, string>;

/** What a difference does to us. */
export const EFFECT_WORDS = {
  breaks: 'breaks us',
  'may-break': 'may break us',
  loosens: 'asks less of us',
  none: 'does not touch us',
  unknown: 'use not known',
} as const satisfies Record<Effect, string>;

/** What a difference of our own API does to the partner. */
const EFFECT_ON_THEM = {
  breaks: 'breaks them',
  'may-break': 'may break them',
  loosens: 'asks less of them',
  none: 'does not touch them',
  unknown: 'use not known',
} as const satisfies Record<Effect, string>;

/** Where we looked, where it is our own API. */
const OUR_SOURCE_WORDS = {
  documents: 'our document',
  live: 'our answers',
  pacts: 'their pacts',
  headers: 'our headers',
} as const satisfies Record<SourceName, string>;

/** What a difference does, and to whom. */
export function effectWords(effect: Effect, cell: Cell | null): string {
  return (cell !== null && isOfOurApi(cell) ? EFFECT_ON_THEM : EFFECT_WORDS)[effect];
}

/** Where we looked, and whose it is. */
export function sourceWords(source: SourceName, environment: string | null): string {
  return (isOurSide(environment) ? OUR_SOURCE_WORDS : SOURCE_WORDS)[source];
}

/** What has happened, seen over what was agreed, published and answered. */
export const CELL_WORDS = {
  unseen: 'not seen',
  agree: 'as agreed',
  'undocumented-change': 'changed without a word in their document',
  'live-change': 'changed, and no document says so',
  announced: 'announced, not there yet',
  shipped: 'their document and their answers have both changed',
  'rolling-out': 'being rolled out',
  diverged: 'their document says one thing, their answers another',
  'baseline-behind': 'what was agreed is behind what both do',
  'ahead-of-partner': 'our pact is ahead of the partner',
  'documents-behind': 'their document is behind their answers',
  'expectation-wrong': 'our pact expects what nobody promised',
  'ours-to-mend': 'our API does not give what their pact needs',
  'ours-undocumented': 'our document does not say what our API does',
} as const satisfies Record<Cell, string>;

/** Whose step it is, and which. */
export const STEP_WORDS = {
  nobody: 'nothing to do',
  'ours: restore sight': 'we make it visible again',
  'ours: migrate': 'we move to the new form',
  'ours: now': 'we move now: it is being rolled out',
  'ours: we expect what is not there yet': 'we wait, or agree on it with them',
  'ours: correct the expectation': 'we correct our pact',
  'ours: mend our API': 'we mend our API, or agree on it with them',
  'ours: put it into our document': 'we put it into our document',
  'theirs: document or revert': 'they document it or take it back',
  'theirs: say whether it is meant': 'they say whether it is meant',
  'theirs: which is meant?': 'they say which is meant, document or answers',
  'theirs: correct the document': 'they correct their document',
  'both: renegotiate or revert': 'both agree on it anew, or they take it back',
  'both: adopt the published document': 'both adopt their document as what is agreed',
} as const satisfies Record<NextStep, string>;

/** Why something could not be seen. */
export const FAILURE_WORDS = {
  dns: 'the host name was not found',
  tls: 'the secure connection failed',
  connect: 'no connection',
  timeout: 'no answer in time',
  reset: 'the connection was cut',
  truncated: 'the answer was cut off or garbled',
  'too-large': 'the answer was too large',
  'server-error': 'their server failed',
  throttled: 'too many calls for their limit',
  maintenance: 'they are in maintenance',
  blocked: 'our calls are blocked',
  credentials: 'our credentials were not accepted',
  permission: 'our credentials do not reach that far',
  'state-missing': 'the data it needs could not be prepared',
  'our-request': 'our own request was wrong',
  intercepted: 'something in between answered',
  'address-refused': 'the address is private and was not called',
  'redirect-refused': 'they sent us elsewhere, and we did not follow',
  'document-unreadable': 'their document cannot be read',
  'document-too-hard': 'their document is too much to judge in time',
  deadline: 'time was up',
} as const satisfies Record<FailureClass, string>;

/** How a coming change is known. */
export const KNOWN_WORDS = {
  'sunset header': 'by a Sunset header',
  'deprecation header': 'by a Deprecation header',
  document: 'by their document',
  baseline: 'by what was agreed',
  feed: 'heard in feed',
  agreement: 'told to us',
  answer: 'by an answer',
  sandbox: 'seen in the environment that is ahead',
} as const satisfies Record<Coming['known'], string>;

/** The next step that a cell asks for, as a sentence without a full stop. */
export function stepWords(cell: Cell): string {
  return STEP_WORDS[NEXT_STEP[cell]];
}
