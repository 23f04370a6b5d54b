import { rankOf } from '../../sight/pieces.ts';
import type { Sight, SightRow, SightState } from '../../sight/types.ts';
import { PARTY_WORDS, STATE_WORDS, timeWords } from './words.ts';

/** Characters of a line, and of the names before the columns. */
const WIDTH = 100;
const NAMES = 32;
const COLUMNS = WIDTH - NAMES;
/** Columns from one time on the scale to the next. */
const SCALE = 17;

/**
 * What each source showed over time, as lines of at most 100 characters: a row for each, a column for each part of the
 * period. A column in which a source stood in several ways has what shows most.
 */
export function sightPicture(sight: Sight, nameOf: (row: SightRow) => string): string[] {
  const lines = [scaleOf(sight)];
  let party: SightRow['party'] | null = null;
  for (const row of sight.rows) {
    if (row.party !== party) lines.push(PARTY_WORDS[row.party]);
    party = row.party;
    lines.push(...besideName(nameOf(row), signsOf(row, sight)));
  }
  const used = new Set(sight.rows.flatMap(({ pieces }) => pieces.map(({ state }) => state)));
  return [...lines, '', ...legend(used)];
}

function signsOf({ pieces }: SightRow, { from, to }: Sight): string {
  const width = (to - from) / COLUMNS;
  return Array.from({ length: COLUMNS }, (_, column) => {
    const [begin, end] = [from + column * width, from + (column + 1) * width];
    const states = pieces.filter((one) => one.from < end && one.to > begin).map(({ state }) => state);
    const [most] = states.toSorted((a, b) => rankOf(a) - rankOf(b));
    return most ? STATE_WORDS[most].sign : ' ';
  }).join('');
}

function scaleOf({ from, to }: Sight): string {
  const width = (to - from) / COLUMNS;
  const isLong = to - from > 2 * 86_400_000;
  const marks = Array.from({ length: Math.ceil(COLUMNS / SCALE) }, (_, index) => {
    const at = timeWords(from + index * SCALE * width);
    return (isLong ? at.slice(5) : at.slice(11)).padEnd(SCALE);
  });
  return `${' '.repeat(NAMES)}${marks.join('')}`.slice(0, WIDTH).trimEnd();
}

function legend(used: ReadonlySet<SightState>): string[] {
  const words = (Object.keys(STATE_WORDS) as SightState[])
    .filter((state) => used.has(state))
    .map(
      (state) =>
        `${STATE_WORDS[state].sign === ' ' ? '(blank)' : STATE_WORDS[state].sign} ${STATE_WORDS[state].words}`,
    );
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 3 <= WIDTH)
      lines[lines.length - 1] = `${last}   ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A text beside a name, below it where the name is wider than its column: names that begin alike stay apart. */
export function besideName(name: string, text: string): string[] {
  const isWide = name.length > NAMES - 3;
  const line = `  ${(isWide ? '' : name).padEnd(NAMES - 2)}${text}`.trimEnd();
  return isWide ? [`  ${name}`, line] : [line];
}
