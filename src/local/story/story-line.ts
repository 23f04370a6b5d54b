import { type Colour, type Paint, painter } from '../../core/report/paint.ts';
import { wrapLine } from '../../core/report/wrap-line.ts';

/** Our side, in the column of names. */
export const US = 'us';

/** What a line of the story is about. */
export type StoryMark = keyof typeof MARKS;

/** One thing that happened on a day, in a line. */
export interface StoryLine {
  mark: StoryMark;
  /** Who it is about, for people. */
  who: string;
  text: string;
  /** What belongs to it, a line each, below. */
  more?: string[];
}

const MARKS = {
  does: ['*', 'bold'],
  agrees: ['✓', 'green'],
  coming: ['!', 'blue'],
  differs: ['✗', 'red'],
  unseen: ['?', 'yellow'],
  quiet: ['·', 'dim'],
  told: ['→', 'bold'],
  held: ['‖', 'yellow'],
} as const satisfies Record<string, readonly [string, Colour]>;

/** Where a story is written to. */
export interface StoryPaper {
  colour: boolean;
  /** Columns of the terminal; left out: nothing is wrapped. */
  columns?: number;
  /** Everyone who may be named: their names stand in one column. */
  names: readonly string[];
}

/** Writes lines of the story in columns: mark, name, text; what is longer than the terminal goes on below the text. */
export interface StoryWriter {
  paint: Paint;
  heading(text: string): string;
  line(line: StoryLine): string;
  /** Text by itself, such as a notice, one column in. */
  plain(text: string): string;
}

const NARROWEST = 40;

/** Makes the writer for a paper. */
export function createStoryWriter({ colour, columns, names }: StoryPaper): StoryWriter {
  const paint = painter(colour);
  const column = Math.max(0, ...names.map((name) => name.length));
  const indent = ' '.repeat(column + 7);
  const room = Math.max(NARROWEST, columns ?? Number.POSITIVE_INFINITY);
  const wrapped = (text: string, deeper: string): string[] => {
    const [first = '', ...rest] = wrapLine(text, room - indent.length - deeper.length).split('\n');
    return [`${deeper}${first}`, ...rest.map((one) => `${deeper}${one.replace(/^ {4}/, '')}`)];
  };
  return {
    paint,
    heading: (text) => paint('bold', text),
    plain: (text) => text.replaceAll(/^(?=.)/gm, '  '),
    line({ mark, who, text, more = [] }) {
      const [sign, hue] = MARKS[mark];
      const tone = (part: string) => (mark === 'quiet' ? paint('dim', part) : part);
      const [first = '', ...rest] = [...wrapped(text, ''), ...more.flatMap((one) => wrapped(one, '  '))];
      const head = `  ${paint(hue, sign)}  ${tone(who.padEnd(column))}  ${tone(first)}`.trimEnd();
      return [head, ...rest.map((one) => tone(`${indent}${one}`))].join('\n');
    },
  };
}
