import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { NEXT, openCheckWorld } from './check-world.ts';
import { type CliResult, runCli } from './run-cli.ts';

interface Step {
  uses?: string;
  run?: string;
  if?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}
interface Workflow {
  name: string;
  on: string | Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: Record<string, { 'runs-on': string; steps: Step[] }>;
}

const page = readFileSync('README.md', 'utf8');
const workflows = [...page.matchAll(/^```yaml\n(# \.github\/workflows\/[\s\S]*?)^```$/gm)].map(
  (found) => load(found[1] ?? '') as Workflow,
);
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);
const [pullRequest, schedule] = workflows as [Workflow, Workflow];

/** The words after `forewarn` of each step that runs it, as a shell would split them. */
function commandsOf(workflow: Workflow): string[][] {
  return stepsOf(workflow).flatMap(({ run = '' }) => {
    const [, words] = /^npx --no-install forewarn ([^>|&;]*)(>> "\$GITHUB_STEP_SUMMARY")?$/.exec(run) ?? [];
    return words === undefined ? [] : [words.trim().split(' ')];
  });
}

/** Reads of a parcel what nobody agreed on. */
const PACT = {
  consumer: { name: 'shop' },
  provider: { name: 'parcel-post' },
  interactions: [
    {
      description: 'a request for all parcels',
      request: { method: 'GET', path: '/parcels' },
      response: {
        status: 200,
        headers: { 'Content-Type': 'application/json' },
        body: [{ id: 'P-1', colour: 'red' }],
      },
    },
  ],
  metadata: { pactSpecification: { version: '3.0.0' } },
};

describe('the workflows to be copied', () => {
  it('are two: one for pull requests without a secret, one on a schedule', () => {
    expect(workflows.map(({ name }) => name)).toEqual(['integrations', 'partners']);
    expect(pullRequest.on).toBe('pull_request');
    expect(JSON.stringify(pullRequest)).not.toContain('secrets.');
    expect(Object.keys(schedule.on)).toEqual(['schedule', 'workflow_dispatch']);
  });

  it.each(workflows.map((one) => [one.name, one] as const))(
    '%s may only read, pins what it calls, and hides no failure',
    (_name, workflow) => {
      expect(workflow.permissions).toEqual({ contents: 'read' });
      for (const { uses, run } of stepsOf(workflow)) {
        expect(uses ?? 'a/b@0000000000000000000000000000000000000000').toMatch(/^[\w/-]+@[0-9a-f]{40}$/);
        expect(run ?? '').not.toMatch(/\|\||continue-on-error|\$\{\{/);
      }
      const running = stepsOf(workflow).filter(({ run }) => run?.includes('forewarn'));
      expect(commandsOf(workflow)).toHaveLength(running.length);
      expect(JSON.stringify(workflow)).not.toContain('continue-on-error');
    },
  );

  it('for pull requests: 0 as agreed, 1 with an annotation where a pact asks for what is not agreed; no call', async () => {
    const world = await openCheckWorld();
    const [gate = [], summary = []] = commandsOf(pullRequest);
    const run = (argv: string[]) => runCli(argv, { cwd: world.cwd });
    expect(await run(gate)).toMatchObject({ code: 0, err: '' });
    expect((await run(summary)).out).toContain('**parcel-post**');
    mkdirSync(join(world.cwd, 'contracts/parcel-post/pacts'));
    writeFileSync(
      join(world.cwd, 'contracts/parcel-post/pacts/shop--parcel-post.json'),
      JSON.stringify(PACT),
    );
    const refused = await run(gate);
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/^::error .*colour/m);
    expect((await run(summary)).out).toContain('colour');
    expect(world.emulator.requests()).toBe(0);
  });

  it('on a schedule: 0, 0 through an outage, 1 once for a change', async () => {
    const world = await openCheckWorld();
    const [gate = [], status = []] = commandsOf(schedule);
    const look = async (): Promise<CliResult> => {
      const done = await runCli([...gate, '--allow-private'], { cwd: world.cwd });
      expect((await runCli(status, { cwd: world.cwd })).code).toBe(0);
      return done;
    };
    expect((await look()).code).toBe(0);
    world.emulator.fault({ kind: 'status', status: 503 });
    const blind = await look();
    expect(blind.code).toBe(0);
    expect(blind.err).toContain('allowed for 24h');
    world.emulator.fault(null);
    world.emulator.setVersion(NEXT);
    const changed = await look();
    expect(changed.code).toBe(1);
    expect(changed.out).toMatch(/^::warning .*`\[\]\.weight`/m);
    expect((await look()).code).toBe(0);
  });
});
