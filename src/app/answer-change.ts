import type { Agreement } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { Actor, AnswerKind, Change, Commitment, PartnerState, Side } from '../core/ledger/types.ts';
import { decideAnswer } from '../core/lifecycle/answer.ts';
import { type CommitPorts, commit } from './commit.ts';
import { nameContacts } from './name-contacts.ts';
import type { Ports } from './ports.ts';

/** What was answered to a change. */
export interface AnswerInput {
  agreement: Agreement;
  ref: string;
  side: Side;
  kind: AnswerKind;
  /** ISO day; of `planned` alone. */
  on?: string;
  /** Free text; kept as evidence, never in the ledger itself. */
  text?: string;
  by: Actor;
}

/** What an answer did. `already`: that side said so last; `over`: the change had ended. */
export interface Answered {
  outcome: 'answered' | 'already' | 'over';
  change: Change;
  state: PartnerState;
}

/** Longest text of an answer, in characters. */
export const LONGEST_ANSWER = 4000;

/**
 * Writes down what was said to a change, and what follows from it: taking a change over ends it, and everyone who was
 * told hears so.
 *
 * @throws ForewarnError `not-found` for a reference that the partner's ledger does not have; `usage` for a text that
 * is too long, a plan without a day, and for a partner who would decide for us what is agreed.
 */
export async function answerChange(
  ports: CommitPorts & Pick<Ports, 'evidence'>,
  input: AnswerInput,
): Promise<Answered> {
  const { agreement, side, kind, by } = input;
  const ref = input.ref.toUpperCase();
  refuse(input);
  let kept: Commitment | null = null;
  const committed = await commit(ports, agreement.partner, {
    by,
    look: null,
    agreement: agreement.hash,
    async propose(state) {
      const change = state.changes[ref];
      if (!change) throw new ForewarnError('not-found', `${state.partner} has no change ${ref}.`);
      if (change.closedAt !== null) return null;
      kept ??= await keepText(ports, ref, input);
      const said = { kind, side, by, on: input.on ?? null, text: kept?.sha256 ?? null };
      const at = laterOf(state.at, ports.calendar.now().toISOString());
      const named = await nameContacts(ports, agreement, state);
      const decided = decideAnswer(state, { ref, said, at, agreement: named, sha256: ports.sha256 });
      return decided && { ...decided, evidence: kept ? [kept] : [] };
    },
  });
  const change = committed.state.changes[ref] as Change;
  const quiet = change.closedAt === null ? 'already' : 'over';
  return {
    outcome: committed.outcome === 'appended' ? 'answered' : quiet,
    change,
    state: committed.state,
  };
}

function refuse({ side, kind, on, text, by }: AnswerInput): void {
  if ((kind === 'planned') !== (on !== undefined))
    throw new ForewarnError('usage', 'a plan, and nothing else, has a day');
  if (text !== undefined && text.length > LONGEST_ANSWER)
    throw new ForewarnError('usage', `the text of an answer has at most ${LONGEST_ANSWER} characters`);
  if (kind === 'accepted' && (side === 'theirs' || by.kind === 'partner'))
    throw new ForewarnError('usage', 'what is agreed from now on is taken over by our side');
}

async function keepText(
  ports: Pick<Ports, 'evidence'>,
  change: string,
  { agreement, side, kind, text }: AnswerInput,
): Promise<Commitment | null> {
  if (text === undefined || text.trim() === '') return null;
  const { sha256 } = await ports.evidence.put(agreement.partner, { change, side, kind, text });
  return { kind: 'answer', sha256 };
}

function laterOf(a: string | null, b: string): string {
  return a !== null && a > b ? a : b;
}
