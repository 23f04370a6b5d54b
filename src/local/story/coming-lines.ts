import type { CheckOutcome } from '../../app/check-report.ts';
import type { Coming } from '../../core/drift/finding.ts';
import type { Transition } from '../../core/ledger/types.ts';
import { plainText } from '../../core/report/plain-text.ts';
import { KNOWN_WORDS } from '../../core/report/words.ts';
import type { StoryLine } from './story-line.ts';

/** What this look was the first to hear of, with its day, and whether the days left are enough for us. */
export function* comingLines(
  place: string,
  { look, decision }: CheckOutcome,
): Generator<Omit<StoryLine, 'who'>> {
  const heard = decision.transitions.flatMap((one) => (one.type === 'coming' && one.on ? [one.subject] : []));
  const records = look.coming.filter(
    ({ subject, on }) => on && subject !== undefined && heard.includes(subject),
  );
  for (const one of records) {
    const what = plainText(one.summary ?? one.operation ?? '', 60);
    const change = changeOf(one, decision.transitions);
    const text = `${place}: ${change}${what} ${endWords(one)}, ${KNOWN_WORDS[one.known]}: ${timeLeft(one)}`;
    const more = one.known === 'agreement' ? [plainText(one.what, 100)] : [];
    yield { mark: one.late ? 'differs' : 'coming', text, ...(more.length > 0 && { more }) };
  }
}

/** The change that this look has put it into. */
function changeOf({ driftKeys = [] }: Coming, transitions: readonly Transition[]): string {
  const own = transitions.find((one) => one.type === 'confirmed' && driftKeys.includes(one.drift.driftKey));
  return own?.type === 'confirmed' ? `${own.change}, ` : '';
}

/** What is in the agreement has words of our own; they are told below. */
function endWords({ on, known }: Coming): string {
  const day = on?.slice(0, 10);
  return known === 'agreement' ? `will change on ${day}` : `ends on ${day}`;
}

function timeLeft({ daysLeft, late }: Coming): string {
  const days = daysLeft === 1 ? '1 day' : `${daysLeft ?? 0} days`;
  return late ? `${days} left, fewer than our move takes: late` : `${days} left: in time`;
}
