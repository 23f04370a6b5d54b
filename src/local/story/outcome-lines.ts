import type { CheckOutcome } from '../../app/check-report.ts';
import { isOurSide } from '../../core/agreement/our-side.ts';
import type { Verdict } from '../../core/drift/finding.ts';
import { parseSubject } from '../../core/drift/subject.ts';
import { groupBy } from '../../core/group-by.ts';
import type { DriftFacts, Transition } from '../../core/ledger/types.ts';
import { messageOf } from '../../core/report/messages/messages.ts';
import { operationWords } from '../../core/report/place.ts';
import { CELL_WORDS, effectWords, FAILURE_WORDS, VERDICT_WORDS } from '../../core/report/words.ts';
import { comingLines } from './coming-lines.ts';
import type { StoryLine } from './story-line.ts';

/** A line without its name: whoever was looked at. */
export type Said = Omit<StoryLine, 'who'>;

type Of<T extends Transition['type']> = Extract<Transition, { type: T }>;

const MOST_SHOWN = 3;

/** What one look brought, each thing in a line, in the order in which people ask; nothing where it brought nothing. */
export function* outcomeLines(outcome: CheckOutcome, partner: string): Generator<Said> {
  const { look, decision } = outcome;
  const place = placeWords(look.environment, partner);
  const of = <T extends Transition['type']>(type: T) =>
    decision.transitions.filter((one): one is Of<T> => one.type === type);
  const said = [
    ...unseenLines(place, of('blind'), of('sight'), [of('unseen'), of('seen')], decision.verdict),
    ...suspectedLines(place, of('suspected')),
    ...confirmedLines(place, of('confirmed'), of('change-opened')),
    ...movedLines(place, of('moved')),
    ...comingLines(place, outcome),
    ...standingLines(place, of('standing')),
    ...endLines(place, of('change-closed'), of('retracted')),
  ];
  const published = of('published').some(({ from }) => from !== null);
  if (published && of('confirmed').length === 0) {
    const text = `${place}: their document has changed in nothing that we use: kept, and nobody is told`;
    said.push({ mark: 'quiet', text });
  }
  const [verdict] = of('verdict');
  const isTold = said.some(({ mark }) => verdict && mark === MARK_OF[verdict.to]);
  if (verdict && (verdict.from === null ? !isTold : said.length === 0))
    yield { mark: MARK_OF[verdict.to], text: `${place}: ${VERDICT_WORDS[verdict.to]}` };
  yield* said;
}

const MARK_OF = {
  agrees: 'agrees',
  changing: 'coming',
  drifts: 'differs',
  'not-verified': 'unseen',
} as const;

/** An environment as it is called in the story; one of ours with the partner that uses it. */
export function placeWords(environment: string | null, partner: string): string {
  if (environment === null) return 'document';
  return isOurSide(environment)
    ? `our ${environment.slice(5) || 'document'}, used by ${partner}`
    : environment;
}

function* unseenLines(
  place: string,
  blind: readonly Of<'blind'>[],
  sight: readonly Of<'sight'>[],
  [unseen, seen]: readonly [readonly Of<'unseen'>[], readonly Of<'seen'>[]],
  verdict: Verdict,
): Generator<Said> {
  for (const one of blind) {
    const why = FAILURE_WORDS[one.class];
    const then = one.told ? 'for longer than agreed: told once, to us alone' : 'no change: nobody is told';
    yield { mark: 'unseen', text: `${place}: could not be checked, ${why}; ${then}` };
  }
  if (sight.length > 0)
    yield { mark: 'agrees', text: `${place}: can be checked again; ${VERDICT_WORDS[verdict]}` };
  for (const [kind, some] of groupBy(unseen, (one) => one.class)) {
    const which = some.length === 1 ? 'one operation' : `${some.length} operations`;
    const text = `${place}: ${which} could not be checked, ${FAILURE_WORDS[kind]}; no change: nobody is told`;
    yield { mark: 'unseen', text };
  }
  if (seen.length > 0) yield { mark: 'agrees', text: `${place}: every operation can be checked again` };
}

function* suspectedLines(place: string, all: readonly Of<'suspected'>[]): Generator<Said> {
  if (all.length === 0) return;
  const what = all.length === 1 ? 'a difference' : `${all.length} differences`;
  const text = `${place}: ${what} seen once; looked at again before anybody is told`;
  yield { mark: 'unseen', text, more: shown(all.map(({ drift }) => drift)) };
}

function* confirmedLines(
  place: string,
  all: readonly Of<'confirmed'>[],
  opened: readonly Of<'change-opened'>[],
): Generator<Said> {
  // What has a day is told with it, by itself.
  const dayless = all.filter(({ drift }) => drift.inForce || !drift.coming?.on);
  for (const [change, some] of groupBy(dayless, (one) => one.change)) {
    const others = opened.find((one) => one.change === change)?.others ?? 0;
    const facts = some.map(({ drift }) => drift);
    const isThere = facts.some((one) => one.inForce);
    const stays = others === 1 ? 'touches nothing we use and stays' : 'touch nothing we use and stay';
    yield {
      mark: isThere ? 'differs' : 'coming',
      text: `${place}: ${change}, ${touching(facts)}${others > 0 ? `; ${others} ${stays} quiet` : ''}`,
      more: shown(facts),
    };
  }
}

function touching(facts: readonly DriftFacts[]): string {
  const [first] = facts;
  const worst = facts.find(({ effect }) => effect === 'breaks') ?? first;
  if (!worst) return 'nothing';
  const what = facts.length === 1 ? 'a difference' : `${facts.length} differences`;
  return `${what} (${effectWords(worst.effect, worst.cell)})`;
}

function* movedLines(place: string, all: readonly Of<'moved'>[]): Generator<Said> {
  for (const [cell, some] of groupBy(all, ({ drift }) => drift.cell)) {
    const what = some.length === 1 ? 'a known difference' : `${some.length} known differences`;
    yield { mark: 'differs', text: `${place}: ${what}, now: ${CELL_WORDS[cell]}` };
  }
}

function* standingLines(place: string, { length }: readonly unknown[]): Generator<Said> {
  if (length === 0) return;
  const what = length === 1 ? 'a known difference' : `${length} known differences`;
  const text = `${place}: ${what} from their own document, there on the first day and breaking nothing of ours`;
  yield { mark: 'quiet', text };
}

function* endLines(
  place: string,
  closed: readonly Of<'change-closed'>[],
  retracted: readonly Of<'retracted'>[],
): Generator<Said> {
  for (const { change, how } of closed) {
    const what = how === 'retracted' ? 'turned out not to be a change' : 'has gone';
    yield { mark: 'agrees', text: `${place}: ${change} ${what}; whoever was told hears so` };
  }
  if (retracted.length > 0 && closed.length === 0)
    yield { mark: 'quiet', text: `${place}: what was seen once has gone again; nobody was told` };
}

function shown(facts: readonly DriftFacts[]): string[] {
  const lines = [...new Set(facts.map(differenceWords))];
  const rest = lines.length - MOST_SHOWN;
  return rest > 0 ? [...lines.slice(0, MOST_SHOWN), `and ${rest} more`] : lines;
}

/** One difference: the operation in words, and what is different. */
export function differenceWords(drift: DriftFacts): string {
  const subject = parseSubject(drift.subject);
  const what = subject ? messageOf(drift.rule, drift.args, subject) : drift.rule;
  return `${operationWords(drift)}: ${what.replace(/\.$/, '')}`;
}
