import { describe, expect, it } from 'vitest';
import type { CheckOutcome } from '../../../src/app/check-report.ts';
import { calledAs } from '../../../src/cli/process-io.ts';
import { nextLines } from '../../../src/cli/story-next.ts';
import { quietDays } from '../../../src/local/story/quiet-days.ts';
import { createStoryWriter, type StoryLine } from '../../../src/local/story/story-line.ts';

const LINE: StoryLine = {
  mark: 'differs',
  who: 'Orders',
  text: 'production: ORDERS-1, a difference that is long enough to be wrapped',
  more: ['Look up an order: `total` is gone'],
};
const names = ['Orders', 'Long Partner'];

describe('a line of the story', () => {
  it('stands in columns and is not wrapped where nobody says how wide it may be', () => {
    const writer = createStoryWriter({ colour: false, names });
    expect(writer.line(LINE)).toBe(
      [
        '  ✗  Orders        production: ORDERS-1, a difference that is long enough to be wrapped',
        '                     Look up an order: `total` is gone',
      ].join('\n'),
    );
  });

  it('goes on below its text on a narrow terminal', () => {
    const written = createStoryWriter({ colour: false, names, columns: 60 }).line(LINE);
    expect(written).toBe(
      [
        '  ✗  Orders        production: ORDERS-1, a difference that',
        '                   is long enough to be wrapped',
        '                     Look up an order: `total` is gone',
      ].join('\n'),
    );
  });

  it.each([40, 60, 80, 100, 200])('is not wider than %d columns, and loses no word', (columns) => {
    const whole = createStoryWriter({ colour: false, names }).line(LINE);
    const written = createStoryWriter({ colour: true, names, columns }).line(LINE);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours that were asked for
    const plain = written.replace(/\u001b\[\d+m/g, '');
    expect(Math.max(...plain.split('\n').map((one) => one.length))).toBeLessThanOrEqual(columns);
    expect(plain.split(/\s+/)).toEqual(whole.split(/\s+/));
  });

  it('has colour where it is asked for, and none elsewhere', () => {
    const coloured = createStoryWriter({ colour: true, names });
    const plain = createStoryWriter({ colour: false, names });
    expect(coloured.line(LINE)).toContain('\u001b[31m✗\u001b[0m');
    expect([plain.line(LINE), plain.heading('Day 1')].join('')).not.toContain('\u001b');
  });
});

describe('days that bring nothing', () => {
  const writer = createStoryWriter({ colour: false, names });
  const dayOf = (day: number, looks: number) => ({
    day,
    date: `2026-11-0${day + 2}`,
    outcomes: Array.from({ length: looks }, () => ({}) as CheckOutcome),
  });
  const told = (...days: ReturnType<typeof dayOf>[]) => [...quietDays(days, writer)];

  it('are told together where there are several, with all of their looks', () => {
    expect(told(dayOf(3, 7), dayOf(4, 7), dayOf(5, 6))).toEqual([
      'Days 3 to 5, 2026-11-05 to 2026-11-07',
      '  ·                20 looks, nothing new; nobody is told',
    ]);
  });

  it('are told by their day where there is one, and not at all where there is none', () => {
    expect(told(dayOf(3, 1))).toEqual([
      'Day 3, 2026-11-05',
      '  ·                1 look, nothing new; nobody is told',
    ]);
    expect(told()).toEqual([]);
  });
});

describe('what to type next', () => {
  it('names the data folder where it is not the usual one', () => {
    const lines = (dir: string) => [...nextLines({ dir, cwd: '/home/ada', command: 'npx forewarn' })];
    expect(lines('/home/ada/.forewarn')[0]).toMatch(/^ {2}npx forewarn status +# /);
    expect(lines('/home/ada/data')[0]).toMatch(/^ {2}npx forewarn status --state data +# /);
  });

  it.each([
    ['/home/ada/forewarn/bin/forewarn.mjs', 'node bin/forewarn.mjs'],
    ['/opt/forewarn/bin/forewarn.mjs', 'node /opt/forewarn/bin/forewarn.mjs'],
    ['/home/ada/forewarn/node_modules/.bin/forewarn', 'npx forewarn'],
    ['/usr/bin/forewarn', 'forewarn'],
    ['', 'forewarn'],
  ])('is what calls it again: %s', (file, expected) => {
    expect(calledAs(file, '/home/ada/forewarn')).toBe(expected);
  });
});
