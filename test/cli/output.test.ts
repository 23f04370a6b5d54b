import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const OUTPUT = resolve('src/cli/output.ts');
const MUCH = 1_000_000;

/** A process that runs lines with `output`, its standard output. */
function running(...lines: string[]) {
  const code = [`import { outputOf } from '${OUTPUT}';`, 'const output = outputOf(1);', ...lines].join('\n');
  return spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('the standard output', () => {
  it('gets all that is written, in order', async () => {
    const child = running(`output.write('é'.repeat(${MUCH}));`, "output.write('end');");
    expect(await text(child.stdout)).toBe(`${'é'.repeat(MUCH)}end`);
  });

  it('gets all of it through a pipe that does not wait for its reader', async () => {
    // Its stream, once there is one, makes the pipe so.
    const child = running('process.stdout;', `output.write('a'.repeat(${MUCH}));`, "output.write('end');");
    await new Promise((go) => setTimeout(go, 300));
    expect(await text(child.stdout)).toBe(`${'a'.repeat(MUCH)}end`);
  });

  it('that nobody reads any more ends the process, and is no fault', async () => {
    const child = running('for (;;) output.write("line\\n");');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('is not looked at where it is a pipe', async () => {
    const child = running('output.write(String(output.isTerminal));');
    expect(await text(child.stdout)).toBe('false');
  });
});
