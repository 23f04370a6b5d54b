import type { Exception } from '../../agreement/types.ts';
import { NEXT_STEPS } from '../../exchange/failure-steps.ts';
import type { StepOwner } from '../../ledger/types.ts';
import type { EnvironmentWhy, LookedWith, OurFact, UnseenFact } from '../../why/types.ts';
import { answerTold } from '../notice/notice-words.ts';
import { plainText } from '../plain-text.ts';
import { counted } from '../row-words.ts';
import { timeWords } from '../sight/words.ts';
import { FAILURE_WORDS } from '../words.ts';

const INPUT_WORDS = {
  agreement: 'agreement',
  baseline: 'document that was agreed',
  pacts: 'pacts',
} as const satisfies Record<keyof LookedWith, string>;

/** What became so on our own side; what stayed as it was, and what no record says, in one line each. */
export function ourLines({ ours }: EnvironmentWhy, day: string): string[] {
  const inputs = ours.filter((one) => one.kind === 'input');
  const named = (is: boolean | null) =>
    inputs
      .filter(({ changed }) => changed === is)
      .map(({ what }) => INPUT_WORDS[what])
      .join(', ');
  const [changed, same, unknown] = [named(true), named(false), named(null)];
  return [
    ...(changed ? [`changed between the two looks: ${changed}`] : []),
    ...ours.flatMap((fact) => (fact.kind === 'input' ? [] : [ourWords(fact, day)])),
    ...(same ? [`the same at both looks: ${same}`] : []),
    ...(unknown ? [`whether it changed is not on record: ${unknown}`] : []),
  ];
}

function ourWords(fact: Exclude<OurFact, { kind: 'input' }>, day: string): string {
  switch (fact.kind) {
    case 'forewarn':
      return `Forewarn: version ${fact.from} before, ${fact.to} then`;
    case 'credentials':
      return `${timeWords(fact.at, day)}  ${FAILURE_WORDS[fact.class]}${fact.operation === null ? '' : `: ${plainText(fact.operation, 120)}`}`;
    case 'answered': {
      const answer = { ...fact.answer, text: null, at: new Date(fact.at).toISOString() };
      return `${timeWords(fact.at, day)}  ${fact.change} answered: ${answerTold(answer, 'ours')}`;
    }
    case 'released':
      return `${timeWords(fact.at, day)}  ${fact.change} released to the partner by ${plainText(fact.by.id, 40)}`;
    case 'accepted':
      return `${timeWords(fact.at, day)}  a difference was taken over as agreed by ${plainText(fact.by.id, 40)}`;
    case 'ignored':
      return `ignored${fact.exception.until === null ? '' : ` until ${fact.exception.until}`}: ${exceptionWords(fact.exception)}`;
    default:
      return fact satisfies never;
  }
}

function exceptionWords({ by, why }: Exception): string {
  const what = plainText(Object.values(by).join(' '), 120);
  return why === null ? what : `${what} (${plainText(why, 120)})`;
}

const WHOSE = {
  ours: 'our step',
  theirs: 'their step',
  nobody: "nobody's step",
} as const satisfies Record<StepOwner, string>;

/** What could not be seen, whose step it is and which; then how often by class, where run data has it. */
export function unseenLines({ unseen, failures }: EnvironmentWhy, day: string): string[] {
  const counts = Object.entries(failures)
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, n]) => `${kind} ${n}`);
  return [
    ...unseen.map((fact) => `${timeWords(fact.at, day)}  ${unseenWords(fact)}`),
    ...(counts.length > 0 ? [`in all looks of this time: ${counts.join(', ')}`] : []),
  ];
}

function unseenWords({ operation, class: kind, whose }: UnseenFact): string {
  const what = operation === null ? 'the environment' : plainText(operation, 120);
  return `${what}: ${FAILURE_WORDS[kind]} (${kind}); ${WHOSE[whose]}: ${NEXT_STEPS[kind].text}`;
}

/** What people told of a journey. */
export function peopleWords(people: { count: number; first: number; last: number }, day: string): string {
  const { count, first, last } = people;
  return `People told of it ${counted(count, 'time', 'times')}, ${timeWords(first, day)} to ${timeWords(last, day)}`;
}
