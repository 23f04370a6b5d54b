import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { startDeployed, TOKEN } from '../adapters/registry/deployed.ts';
import { temporaryFolder } from '../cli/run-cli.ts';
import { runAction } from './run-action.ts';

const REPOSITORY = join(import.meta.dirname, '../..');

interface Step {
  id?: string;
  uses?: string;
  run?: string;
  shell?: string;
  env?: Record<string, string>;
}
interface Action {
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { value: string }>;
  runs: { using: string; steps: Step[] };
}

const action = load(readFileSync(join(REPOSITORY, 'action.yml'), 'utf8')) as Action;
const { steps } = action.runs;

/** A repository with the sample contracts and their baselines. */
function repository(): string {
  const cwd = temporaryFolder();
  for (const folder of ['contracts', 'openapi'])
    cpSync(join(REPOSITORY, folder), join(cwd, folder), { recursive: true });
  return cwd;
}

describe('action.yml', () => {
  it('puts no input and no context into a script, and calls no other action', () => {
    expect(action.runs.using).toBe('composite');
    for (const { run, uses, shell } of steps) {
      expect(run).not.toMatch(/\$\{\{/);
      expect({ uses, shell }).toEqual({ uses: undefined, shell: 'bash' });
    }
  });

  it('uses every input that it describes, and no other', () => {
    const text = JSON.stringify(steps);
    const used = new Set([...text.matchAll(/inputs\.([a-z-]+)/g)].map((match) => match[1]));
    expect([...used].sort()).toEqual(Object.keys(action.inputs).sort());
    for (const { description } of Object.values(action.inputs)) expect(description).not.toBe('');
  });

  it('hands to each script every variable that it reads', () => {
    const ours = new Set(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY']);
    for (const { run = '', env = {} } of steps) {
      const read = [...run.matchAll(/\$\{?([A-Z][A-Z_]+)/g)].map((match) => match[1] ?? '');
      expect([...new Set(read)].filter((name) => !ours.has(name)).sort()).toEqual(Object.keys(env).sort());
    }
  });

  it('installs what it needs, from its own lock, once', () => {
    const folder = temporaryFolder();
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'npm'), '#!/bin/sh\npwd > called; echo "$@" >> called; mkdir node_modules\n', {
      mode: 0o755,
    });
    const install = () =>
      spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', steps[0]?.run ?? ''], {
        env: { PATH: `${bin}:${process.env.PATH}`, ACTION: folder },
      });
    expect([install().status, install().status]).toEqual([0, 0]);
    expect(readFileSync(join(folder, 'called'), 'utf8')).toBe(
      `${folder}\nci --omit=dev --no-audit --no-fund\n`,
    );
  });
});

describe('the action', () => {
  const run = (inputs: Record<string, string>, cwd: string, env: Record<string, string> = {}) =>
    runAction({ action, inputs, cwd, env, actionPath: REPOSITORY });

  it('checks without a call, and says so in the summary', async () => {
    const done = await run({ offline: 'true', partners: 'acme-pay  city-geo\n' }, repository());
    expect(done).toMatchObject({ code: 0, output: 'exit-code=0\n' });
    expect(done.summary).toMatch(/^## Forewarn check\n\n[\s\S]*\*\*acme-pay\*\*[\s\S]*\*\*city-geo\*\*/);
    expect(done.log).toContain('**acme-pay**');
  });

  it('fails as the command does, with the summary written', async () => {
    const inputs = {
      command: 'diff',
      baseline: 'openapi/acme-pay.yaml',
      observed: 'contracts/acme-pay/next.yaml',
    };
    const done = await run(inputs, repository());
    expect(done).toMatchObject({ code: 1, output: 'exit-code=1\n' });
    expect(done.summary).toContain('## Forewarn diff\n');
    expect(done.summary).toContain('breaking');
    const lenient = await run({ ...inputs, 'fail-on': 'none' }, repository());
    expect(lenient).toMatchObject({ code: 0, output: 'exit-code=0\n' });
    const touching = await run(
      { ...inputs, pact: 'contracts/acme-pay/pacts/shop--acme-pay.json' },
      repository(),
    );
    expect(touching).toMatchObject({ code: 1 });
  });

  it('registers, from the folder that it is told', async () => {
    const deployed = await startDeployed();
    const cwd = temporaryFolder();
    cpSync(repository(), join(cwd, 'our integrations'), { recursive: true });
    const inputs = { command: 'register', url: deployed.url, 'working-directory': 'our integrations' };
    const env = { FOREWARN_TOKEN: TOKEN, GITHUB_REPOSITORY: 'shop/integrations' };
    const dry = await run({ ...inputs, 'dry-run': 'true' }, cwd, env);
    expect(dry).toMatchObject({ code: 0 });
    expect(deployed.registry.effects).toBe(0);
    const done = await run({ ...inputs, partners: 'acme-pay' }, cwd, env);
    expect(done).toMatchObject({ code: 0 });
    expect(done.summary).toMatch(/^## Forewarn register\n```\n[\s\S]*Done: 1 new\n```\n$/);
    expect([...deployed.registry.records.keys()]).toEqual(['acme-pay']);
  });

  it.each([
    [{ command: 'start' }, 'the input command must be check, diff or register'],
    [{ command: 'check; touch broken' }, 'the input command must be'],
    [
      { command: 'check', offline: 'true', partners: '$(touch broken) `touch broken` *' },
      'there is no partner "$(touch"',
    ],
    [{ command: 'check', offline: 'true', partners: '--version' }, 'there is no partner "--version"'],
    [{ command: 'check', offline: 'true', contracts: '"; touch broken; "' }, 'there is no folder'],
    [{ command: 'diff', baseline: '--help', observed: '$(touch broken)' }, 'there is no file --help'],
  ])('takes inputs for nothing but inputs: %j', async (inputs, problem) => {
    const cwd = repository();
    const done = await run(inputs, cwd);
    expect(done).toMatchObject({ code: 2, output: 'exit-code=2\n' });
    expect(done.log).toContain(problem);
    expect(done.files).not.toContain('broken');
  });
});
