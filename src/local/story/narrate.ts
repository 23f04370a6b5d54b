import type { CheckOutcome } from '../../app/check-report.ts';
import type { Agreement, Journey } from '../../core/agreement/types.ts';
import { parseSubject } from '../../core/drift/subject.ts';
import type { DriftFacts, Transition } from '../../core/ledger/types.ts';
import { messageOf } from '../../core/report/messages/messages.ts';
import { type Paint, painter } from '../../core/report/paint.ts';
import { CELL_WORDS, EFFECT_WORDS, VERDICT_WORDS } from '../../core/report/words.ts';
import type { StoryDay } from './days.ts';

/** How the story is written down. */
export interface Narrator {
  agreements: readonly Agreement[];
  journeys: readonly Journey[];
  paint: Paint;
}

/** A narrator for these partners; colour where the terminal wants it. */
export function createNarrator(on: {
  agreements: readonly Agreement[];
  journeys: readonly Journey[];
  colour: boolean;
}): Narrator {
  return { agreements: on.agreements, journeys: on.journeys, paint: painter(on.colour) };
}

/** What one day brought, line by line; only the date where it brought nothing. */
export function* narrateDay(day: StoryDay, narrator: Narrator): Generator<string> {
  yield narrator.paint('bold', `Day ${day.day}, ${day.date}`);
  for (const { partner, environment, version, published } of day.switches) {
    const what = published ? `publishes version ${version} in` : `changes what it answers in`;
    yield `  ${nameOf(partner, narrator)} ${what} ${environment}. Nobody was told.`;
  }
  const told = day.outcomes.filter(({ decision }) => decision.transitions.length > 0);
  for (const outcome of told) {
    for (const line of narrateOutcome(outcome, narrator)) yield `  ${line}`;
  }
  if (told.length < day.outcomes.length) {
    yield narrator.paint('dim', `  ${told.length > 0 ? 'Everything else' : 'Everything'} as before.`);
  }
}

function* narrateOutcome({ look, decision }: CheckOutcome, narrator: Narrator): Generator<string> {
  const place = `${nameOf(look.partner, narrator)} ${look.environment ?? '(documents)'}`;
  for (const transition of decision.transitions) {
    const line = sentence(transition, decision.transitions, narrator);
    if (line) yield `${place}: ${line}`;
  }
}

function sentence(transition: Transition, all: readonly Transition[], { paint }: Narrator): string | null {
  switch (transition.type) {
    case 'verdict':
      return paint(COLOURS[transition.to], VERDICT_WORDS[transition.to]);
    case 'published':
      return transition.from === null ? null : 'their document has changed';
    case 'suspected':
      return `${paint('yellow', 'suspected')}: ${differenceLine(transition.drift)}; looking again before saying so`;
    case 'confirmed':
      return `${paint('red', 'confirmed')}, ${transition.change}: ${differenceLine(transition.drift)}`;
    case 'retracted':
      return 'what was suspected is not there any more; nobody was told';
    case 'resolved':
      return 'a difference has gone';
    case 'change-opened':
      return countLine(transition.change, count(all, transition.change), transition.others);
    case 'moved':
      return `${CELL_WORDS[transition.drift.cell]}: ${differenceLine(transition.drift)}`;
    case 'blind':
      return `cannot be seen (${transition.class})`;
    case 'sight':
      return 'can be seen again';
    default:
      return null;
  }
}

function count(all: readonly Transition[], change: string): number {
  return all.filter((one) => one.type === 'confirmed' && one.change === change).length;
}

function countLine(change: string, touching: number, others: number): string {
  const touch = `${touching} ${touching === 1 ? 'difference touches' : 'differences touch'} us`;
  if (others === 0) return `${change}: ${touch}`;
  return `${change}: ${touch}; ${others} ${others === 1 ? 'touches' : 'touch'} nothing we use, and ${others === 1 ? 'stays' : 'stay'} quiet`;
}

/** One difference in a line: the operation in words, what is different, what that does to us. */
export function differenceLine(drift: DriftFacts): string {
  const operation =
    drift.operation?.summary ??
    (drift.operation ? `${drift.operation.method} ${drift.operation.path}` : 'the whole API');
  const subject = parseSubject(drift.subject);
  const what = subject ? messageOf(drift.rule, drift.args, subject) : drift.rule;
  return `${operation}: ${what.replace(/\.$/, '')} (${EFFECT_WORDS[drift.effect]})`;
}

const COLOURS = {
  agrees: 'green',
  changing: 'yellow',
  drifts: 'red',
  'not-verified': 'blue',
} as const;

/** The partner's name for people. */
export function nameOf(partner: string, narrator: Pick<Narrator, 'agreements'>): string {
  return narrator.agreements.find((one) => one.partner === partner)?.name ?? partner;
}
