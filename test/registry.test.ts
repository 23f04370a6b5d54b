import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/cli/commands.ts';
import { runCli } from './cli/run-cli.ts';

const cwd = process.cwd();

/** Names in the order in which the command line is documented. */
const ORDER = [
  'start',
  'check',
  'diff',
  'status',
  'why',
  'coming',
  'release',
  'answer',
  'ignore',
  'adopt',
  'report',
  'history',
  'sight',
  'replay',
  'emulate',
  'init',
  'usage',
  'observe',
  'types',
  'rules',
  'schema',
  'completion',
  'register',
];

describe('the registry of commands', () => {
  it('lists each once, in one order, and only what is documented', () => {
    const names = COMMANDS.map(({ name }) => name);
    expect(names).toEqual(ORDER.filter((name) => names.includes(name)));
  });

  it('is what help lists', async () => {
    const { out } = await runCli(['--help'], { cwd });
    const listed = [...out.matchAll(/^ {2}([a-z]+) {2,}/gm)].map((match) => match[1]);
    expect(listed.filter((name) => name !== 'forewarn')).toEqual(COMMANDS.map(({ name }) => name));
  });

  it.each(COMMANDS.map((entry) => [entry.name, entry] as const))(
    '%s has help with an example',
    async (name, entry) => {
      const { out, code } = await runCli([name, '--help'], { cwd });
      expect(code).toBe(0);
      expect(out).toContain(`Usage: forewarn ${name}`);
      expect(out.replace(/\s+/g, ' ')).toContain(entry.summary);
      expect(out).toMatch(new RegExp(`\\nExamples?:\\n  forewarn ${name} ?`));
    },
  );
});
