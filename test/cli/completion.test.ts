import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { completions } from '../../src/cli/complete.ts';
import { listedIn } from '../../src/cli/completion/completed-command.ts';
import { openStore } from '../../src/local/open-store.ts';
import { runCli, temporaryFolder } from './run-cli.ts';
import { seedStore } from './seeded-store.ts';

const LAUNCHER = join(process.cwd(), 'bin', 'forewarn.mjs');
const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** A folder with two agreements and a program called `forewarn` on the path. */
function world() {
  const cwd = temporaryFolder();
  const write = (file: string, text: string) => {
    mkdirSync(join(cwd, file, '..'), { recursive: true });
    writeFileSync(join(cwd, file), text);
  };
  write(
    'contracts/acme-pay/agreement.yaml',
    'partner: acme-pay\nuses: [GET /v1/charges/{id}]\nenvironments: { sandbox: https://a.example, production: https://b.example }\n',
  );
  write('contracts/city-geo/agreement.yaml', 'partner: city-geo\nenvironments:\n  live: https://c.example\n');
  write('contracts/$(touch evil)/agreement.yaml', 'partner: x\n');
  write('bin/forewarn', `#!/bin/sh\nexec ${process.execPath} ${LAUNCHER} "$@"\n`);
  chmodSync(join(cwd, 'bin/forewarn'), 0o755);
  return { cwd, env: { ...process.env, PATH: `${join(cwd, 'bin')}${delimiter}${process.env.PATH}` } };
}

/** Words as bash splits a line for completion: at `=` and `:` as well. */
function bashWords(line: string): string[] {
  return line.split(' ').flatMap((word) => (word === '' ? [''] : (word.match(/[=:]|[^=:]+/g) ?? [])));
}

/** What bash answers to each line, with the cursor at its end. */
async function inBash(lines: readonly string[]): Promise<Record<string, string[]>> {
  const { cwd, env } = world();
  const { out } = await runCli(['completion', 'bash'], { cwd });
  writeFileSync(join(cwd, 'forewarn.bash'), out);
  const asks = lines.map((line) => {
    const words = bashWords(line).map((word) => `'${word}'`);
    return `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _forewarn forewarn
printf '%s\\n' "\${COMPREPLY[@]}"; echo ---`;
  });
  const said = execFileSync('bash', ['-uc', `source ./forewarn.bash\n${asks.join('\n')}`], {
    cwd,
    env,
    encoding: 'utf8',
  });
  expect(readdirSync(cwd)).not.toContain('evil');
  const answers = said.split('---\n').map((one) => one.split('\n').filter((line) => line !== ''));
  return Object.fromEntries(lines.map((line, index) => [line, answers[index] ?? []]));
}

describe('completion in bash', () => {
  it('knows commands, options and what they may be', async () => {
    const said = await inBash([
      'forewarn ',
      'forewarn che',
      'forewarn check --fo',
      'forewarn check --format ',
      'forewarn check --format=ju',
      'forewarn check --fail-on level:w',
      'forewarn history ',
      'forewarn history verify --k',
      'forewarn coming add acme-pay --change re',
      'forewarn release ACME-PAY-12 --ho',
      'forewarn release ACME-PAY-12 --dr',
      'forewarn schema ',
      'forewarn completion ',
      'forewarn help rul',
      'forewarn check --state cont',
      'forewarn diff --pact contr',
    ]);
    const names = COMMANDS.map(({ name }) => name);
    expect(said['forewarn ']).toEqual([...names, 'help']);
    expect(said).toMatchObject({
      'forewarn che': ['check'],
      'forewarn check --fo': ['--format'],
      'forewarn check --format ': ['human', 'json', 'markdown', 'junit', 'sarif', 'github', 'html'],
      'forewarn check --format=ju': ['junit'],
      'forewarn check --fail-on level:w': ['warning'],
      'forewarn history ': expect.arrayContaining(['verify', 'export', 'erase', 'acme-pay', 'city-geo']),
      'forewarn history verify --k': ['--key'],
      'forewarn coming add acme-pay --change re': ['removed'],
      'forewarn release ACME-PAY-12 --ho': ['--hold'],
      'forewarn release ACME-PAY-12 --dr': ['--drop'],
      'forewarn schema ': ['agreement', 'forewarn', 'journeys', 'states', 'plan'],
      'forewarn completion ': ['bash', 'zsh', 'fish'],
      'forewarn help rul': ['rules'],
      'forewarn check --state cont': ['contracts'],
      'forewarn diff --pact contr': ['contracts'],
    });
  });

  it('looks partners and their environments up, and runs nothing that a folder is called', async () => {
    const said = await inBash([
      'forewarn check ',
      'forewarn check ci',
      'forewarn check acme-pay --env ',
      'forewarn check --env ',
      'forewarn check --offline acme-pay ci',
      'forewarn check --contracts nowhere ',
      'forewarn release ',
    ]);
    expect(said).toEqual({
      'forewarn check ': ['acme-pay', 'city-geo'],
      'forewarn check ci': ['city-geo'],
      'forewarn check acme-pay --env ': ['sandbox', 'production'],
      'forewarn check --env ': ['sandbox', 'production', 'live'],
      'forewarn check --offline acme-pay ci': ['city-geo'],
      'forewarn check --contracts nowhere ': [],
      'forewarn release ': [],
    });
  });

  it('says to bash what completes forewarn', async () => {
    const { out } = await runCli(['completion', 'bash'], { cwd: temporaryFolder() });
    const said = execFileSync('bash', ['-c', `${out}\ncomplete -p forewarn`], { encoding: 'utf8' });
    expect(said).toBe('complete -F _forewarn forewarn\n');
  });
});

describe('references of changes', () => {
  const ask = (cwd: string) => completions(['changes', 'release', '--state', 'data'], cwd);

  it('come from the process that holds the data folder, and the folder is left alone otherwise', async () => {
    const cwd = temporaryFolder();
    const dir = join(cwd, 'data');
    await seedStore(dir);
    expect(await ask(cwd)).toEqual([]);
    expect(readdirSync(dir)).not.toContain('lock');
    const store = await openStore({ dir, create: false });
    try {
      expect(await ask(cwd)).toEqual(['ACME-PAY-1']);
    } finally {
      await store.close();
    }
  });

  it('are none where there is no data folder, and none is made', async () => {
    const cwd = temporaryFolder();
    expect(await ask(cwd)).toEqual([]);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('completion in other shells', () => {
  it.skipIf(!has('fish'))('answers in fish', async () => {
    const { cwd, env } = world();
    const { out } = await runCli(['completion', 'fish'], { cwd });
    const asked = (line: string) =>
      execFileSync('fish', ['--no-config', '-c', `${out}\ncomplete -C '${line}'`], {
        cwd,
        env,
        encoding: 'utf8',
      })
        .split('\n')
        .map((one) => one.split('\t')[0]);
    expect(asked('forewarn che')).toContain('check');
    expect(asked('forewarn check --env ')).toEqual(expect.arrayContaining(['sandbox', 'live']));
    expect(asked('forewarn check ')).toEqual(expect.arrayContaining(['acme-pay', 'city-geo']));
    expect(asked('forewarn status --format j')).toContain('json');
    // A name of a command is no command where an argument or a value of an option stands.
    expect(asked('forewarn check history ')).not.toContain('verify');
    expect(asked('forewarn check --env history ')).not.toContain('verify');
    expect(asked('forewarn check start --fo')).toEqual(['--format', '']);
    expect(asked('forewarn history acme-pay v')).not.toContain('verify');
    expect(asked('forewarn history v')).toContain('verify');
  });

  it.skipIf(!has('zsh'))('is read by zsh, and decides as in bash', async () => {
    const { out } = await runCli(['completion', 'zsh'], { cwd: temporaryFolder() });
    const asked = `compdef() { :; }\n${out}\nlocal at place awaited kind many below flags value
_forewarn_walk check acme-pay --env; _forewarn_decide ''; print -r -- "$at|$kind"
_forewarn_walk history verify; _forewarn_decide '--k'; print -r -- "$at|$kind"`;
    const said = execFileSync('zsh', ['-fc', `f() {\n${asked}\n}; f`], { encoding: 'utf8' });
    expect(said).toMatch(/^check\|environments\nhistory verify\|of .*--key/);
  });

  it.each(['zsh', 'fish'])('%s is told every command, with its options', async (shell) => {
    const { out } = await runCli(['completion', shell], { cwd: temporaryFolder() });
    for (const { name } of COMMANDS) expect(out).toContain(name);
    expect(out).toContain('__complete');
    expect(out).toMatch(shell === 'fish' ? /-l fail-on-open / : / --fail-on-open /);
  });
});

describe('values that a help text lists', () => {
  it.each([
    ['human or json (default: human)', ['human', 'json']],
    ['human, json or markdown (default: human)', ['human', 'json', 'markdown']],
    ['what makes it exit with 1: breaks, level:info, none', ['breaks', 'level:info', 'none']],
    ['data folder (default: .forewarn)', null],
    ['the day, such as 2027-06-01', null],
  ])('%s', (says, values) => {
    expect(listedIn(says)).toEqual(values);
  });
});
