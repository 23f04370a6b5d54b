import { figuresOf } from '../../replay/figures.ts';
import type { Replay, ReplayDay, ToldChange } from '../../replay/types.ts';
import { type Paint, painter } from '../paint.ts';
import { plainText } from '../plain-text.ts';
import { counted } from '../row-words.ts';
import {
  changeWords,
  dayOf,
  differenceWords,
  figureLines,
  headlineOf,
  removalWords,
  shownRemovals,
  titleOf,
  usageWords,
} from './replay-words.ts';

/** What fits on a page: days, differences of a change, removals. */
const MOST_DAYS = 15;
const MOST_DIFFERENCES = 3;
const MOST_REMOVALS = 10;
const MOST_UNREAD = 5;

/** A replay as one page of text. */
export function renderReplay(replay: Replay, { colour }: { colour: boolean }): string {
  const paint = painter(colour);
  const told = replay.days.filter((day) => day.told.length > 0);
  const removals = shownRemovals(replay);
  const lines = [
    paint('bold', titleOf(replay)),
    usageWords(replay),
    '',
    paint('bold', headlineOf(figuresOf(replay), replay)),
    ...told.slice(0, MOST_DAYS).flatMap((day) => dayLines(day, paint)),
    ...more(told.length - MOST_DAYS, 'day', 'days'),
    ...part(
      'What went',
      removals.slice(0, MOST_REMOVALS).map((one) => `${dayOf(one.at)}  ${removalWords(one)}`),
    ),
    ...more(removals.length - MOST_REMOVALS, 'part', 'parts'),
    ...part(
      'Could not be read',
      replay.unread
        .slice(0, MOST_UNREAD)
        .map(({ version, at, detail }) => `${dayOf(at)}  ${plainText(version, 60)}: ${plainText(detail)}`),
    ),
    ...more(replay.unread.length - MOST_UNREAD, 'version', 'versions'),
    ...part('In all', figureLines(replay)),
  ];
  return `${lines.join('\n')}\n`;
}

function dayLines(day: ReplayDay, paint: Paint): string[] {
  return day.told.flatMap((change) => [
    `  ${paint('blue', dayOf(day.at))}  ${change.change}  ${changeWords(change, day)}`,
    ...differenceLines(change, paint),
  ]);
}

function differenceLines({ differences, count }: ToldChange, paint: Paint): string[] {
  const shown = differences.slice(0, MOST_DIFFERENCES).map((one) => {
    const { does, what } = differenceWords(one);
    const grave = one.effect === 'breaks' || (one.effect === 'unknown' && one.severity === 'breaking');
    return `      ${paint(grave ? 'red' : 'yellow', does.padEnd(12))}  ${what}`;
  });
  const left = count - shown.length;
  return left > 0 ? [...shown, `      and ${left} more`] : shown;
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function more(left: number, one: string, several: string): string[] {
  return left > 0
    ? [`  and ${counted(left, `more ${one}`, `more ${several}`)} (all of them: --format json)`]
    : [];
}
