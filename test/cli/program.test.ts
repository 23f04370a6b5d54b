import { describe, expect, it } from 'vitest';
import type { CommandEntry } from '../../src/cli/commands.ts';
import { wantsColour } from '../../src/cli/process-io.ts';
import { ForewarnError } from '../../src/core/errors.ts';
import { runCli } from './run-cli.ts';

const cwd = process.cwd();

/** A program of one command, `fail`, that throws. */
function failing(error: unknown): CommandEntry[] {
  return [
    {
      name: 'fail',
      summary: 'Fail',
      load: async () => (program) => {
        program.command('fail').action(() => {
          throw error;
        });
      },
    },
  ];
}

describe('the command line', () => {
  it.each([
    [[], 2],
    [['--help'], 0],
    [['--version'], 0],
    [['help'], 0],
    [['help', 'init'], 0],
    [['init', '--help'], 0],
    [['init'], 2],
    [['histroy'], 2],
    [['status', '--staet', 'x'], 2],
    [['status', 'too', 'many'], 2],
    [['--no-such-option'], 2],
  ] as const)('%j ends with %i', async (argv, code) => {
    const result = await runCli(argv, { cwd });
    expect(result.code).toBe(code);
    expect(code === 0 ? result.err : result.out).toBe('');
    expect(code === 0 ? result.out : result.err).not.toBe('');
  });

  it('suggests what was meant', async () => {
    expect((await runCli(['histroy'], { cwd })).err).toBe(
      "forewarn: unknown command 'histroy'\n  did you mean history?\n",
    );
    expect((await runCli(['status', '--staet', 'x'], { cwd })).err).toBe(
      "forewarn: unknown option '--staet'\n  did you mean --state?\n",
    );
  });

  it('says where to read on, of the command that was meant', async () => {
    expect((await runCli(['init'], { cwd })).err).toBe(
      "forewarn: missing required argument 'document'\n  how it is used: forewarn help init\n",
    );
    expect((await runCli(['xyzzy'], { cwd })).err).toMatch(/\n {2}all commands: forewarn help\n$/);
  });

  it('prints the version of the package', async () => {
    expect((await runCli(['--version'], { cwd })).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a fault', () => {
  it('is a message with its place and what to do', async () => {
    const error = new ForewarnError('config', 'unknown key `polcy`', {
      place: { file: 'contracts/a/agreement.yaml', line: 3 },
      fix: 'did you mean `policy`?',
    });
    const result = await runCli(['fail'], { cwd, commands: failing(error) });
    expect(result).toEqual({
      code: 2,
      out: '',
      err: 'forewarn: unknown key `polcy`\n at contracts/a/agreement.yaml:3\n  did you mean `policy`?\n',
    });
  });

  it('shows no control character of what it was made of', async () => {
    const error = new ForewarnError('input', 'bad \u001b]0;title\u0007 name', {
      place: { file: 'a\u009bb' },
    });
    const { err } = await runCli(['fail'], { cwd, commands: failing(error) });
    expect(err).toBe('forewarn: bad  ]0;title  name\n at a b\n');
  });

  it.each(['storage', 'integrity', 'internal', 'locked', 'usage', 'not-found', 'input'] as const)(
    'of code %s ends with 2 and without a stack trace',
    async (code) => {
      const error = new ForewarnError(code, 'it went wrong', { cause: new Error('inner secret') });
      const result = await runCli(['fail'], { cwd, commands: failing(error) });
      expect(result.code).toBe(2);
      expect(result.err).toContain('it went wrong');
      expect(result.err).not.toMatch(/inner secret|\n\s+at .*\.ts:/);
    },
  );

  it('of our own is told as such, and traced on request only', async () => {
    const commands = failing(new TypeError('x is not a function\nsecond line'));
    const plain = await runCli(['fail'], { cwd, commands });
    expect(plain.code).toBe(2);
    expect(plain.err).toBe(
      'forewarn: a fault of Forewarn itself: x is not a function\n  Please report this with what FOREWARN_DEBUG=1 shows.\n',
    );
    const traced = await runCli(['fail'], { cwd, commands, env: { FOREWARN_DEBUG: '1' } });
    expect(traced.err).toMatch(/TypeError: x is not a function[\s\S]*\n\s+at /);
  });
});

describe('colour', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ TERM: 'dumb' }, true, false],
  ] as const)('%j on a terminal %s: %s', (env, terminal, colour) => {
    expect(wantsColour(env, terminal)).toBe(colour);
  });
});
