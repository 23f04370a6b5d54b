import { describe, expect, it } from 'vitest';
import { calledAs } from '../../../src/cli/process-io.ts';
import { nextLines } from '../../../src/cli/story-next.ts';
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
