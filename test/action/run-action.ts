import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../cli/run-cli.ts';

/** What the steps of an action left behind. */
export interface ActionRun {
  /** Exit code of the first step that failed, or 0. */
  code: number;
  /** Everything printed. */
  log: string;
  summary: string;
  output: string;
  /** Names in the folder that it ran in. */
  files: string[];
}

interface Described {
  inputs: Record<string, { default?: string }>;
  runs: { steps: { run?: string; env?: Record<string, string>; 'working-directory'?: string }[] };
}

/**
 * Runs the steps of a composite action as a runner of GitHub does: each by `bash --noprofile --norc -eo pipefail`, with
 * expressions filled in where they stand in `env` and `working-directory`.
 */
export async function runAction(on: {
  action: Described;
  inputs: Record<string, string>;
  cwd: string;
  env: Record<string, string>;
  actionPath: string;
}): Promise<ActionRun> {
  const files = temporaryFolder();
  const summary = join(files, 'summary.md');
  const output = join(files, 'output');
  const fill = (text: string) =>
    text.replace(/\$\{\{ (inputs|github)\.([a-z_-]+) \}\}/g, (_all, context, name) =>
      context === 'github' ? on.actionPath : (on.inputs[name] ?? on.action.inputs[name]?.default ?? ''),
    );
  let log = '';
  let code = 0;
  for (const step of on.action.runs.steps) {
    if (code !== 0) break;
    const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value)]);
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: files,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
      ...on.env,
      ...Object.fromEntries(own),
    };
    const cwd = join(on.cwd, fill(step['working-directory'] ?? '.'));
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''], {
      cwd,
      env,
    });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? -1)));
  }
  const textOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  return { code, log, summary: textOf(summary), output: textOf(output), files: readdirSync(on.cwd) };
}
