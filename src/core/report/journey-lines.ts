import { signalWords } from './journey-facts.ts';
import type { ReportJourney } from './journey-report.ts';
import { failingWords, stoppedWords, WHO_WORDS } from './journey-words.ts';
import type { Paint } from './paint.ts';
import { plainText } from './plain-text.ts';

/** Each journey that is not well, or of which people tell, with whom it is for and what hurts. */
export function journeyLines(journeys: readonly ReportJourney[], paint: Paint): string[] {
  return journeys.flatMap((one) => {
    const lines = [...linesOf(one, paint)];
    return lines.length === 0
      ? []
      : [...lines, `      felt by ${WHO_WORDS[one.who]}: ${plainText(one.hurts)}${tellWhom(one)}`];
  });
}

/** How every journey stands: those that hold a line each, the others as in a report. Empty where there are none. */
export function renderJourneys(journeys: readonly ReportJourney[], paint: Paint): string {
  if (journeys.length === 0) return '';
  const lines = journeys.flatMap((one) => {
    const told = journeyLines([one], paint);
    if (told.length > 0) return told;
    const [mark, how] = one.verdict === 'ok' ? [paint('green', '✓'), 'holds'] : ['·', 'was not walked yet'];
    return [`  ${mark} ${paint('bold', plainText(one.title))}: ${how}`];
  });
  return `\n${paint('bold', 'Journeys')}\n${lines.join('\n')}\n`;
}

function* linesOf(one: ReportJourney, paint: Paint): Generator<string> {
  const title = paint('bold', plainText(one.title));
  if (one.verdict === 'suffering') {
    const parties = one.allPartiesGreen ? 'all parties green, journey not' : 'the journey does not hold';
    yield `  ${paint('red', '✗')} ${title}: ${parties}, since ${timeText(one.since)}`;
    for (const failing of one.failing) yield `      ${failingWords(failing)}`;
  } else if (one.stopped) {
    yield `  ${paint('yellow', '?')} ${title}: could not be walked to its end · ${stoppedWords(one.stopped)}`;
  } else if (one.state === 'suspected') {
    yield `  ${paint('yellow', '~')} ${title}: not as expected in this look, waiting to be confirmed`;
    for (const failing of one.failing) yield `      ${failingWords(failing)}`;
  }
  if (one.signals) {
    const told = signalWords(one.signals);
    yield one.onlyPeopleSeeIt
      ? `  ${paint('yellow', '!')} ${title}: people report it, no check of ours sees it (${told})`
      : `  ${paint('yellow', '!')} ${title}: people report it (${told})`;
  }
}

function tellWhom({ contact }: ReportJourney): string {
  return contact ? ` · tell ${plainText(contact)}` : '';
}

function timeText(at: string | null): string {
  return at === null ? 'this look' : `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
