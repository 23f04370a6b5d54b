import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './patches.ts';

/** What became of one test. */
export interface TestResult {
  /** Names of its describes and its own, with blanks between. */
  name: string;
  outcome: 'passed' | 'assertion' | 'error' | 'skipped';
  /** First line of why, where it is red. */
  why: string;
}

/** A run of vitest: its tests, and files that could not be run at all. */
export interface TestRun {
  tests: TestResult[];
  unrun: string[];
}

interface VitestReport {
  testResults: {
    name: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

/** Long: a machine that has other work must not make a test red. */
const LIMIT_MS = '120000';

/**
 * Runs tests of a folder with vitest. Only an assertion that did not hold is `assertion`; a time-out or anything
 * else that was thrown is `error`.
 *
 * @param pattern regular expression over full names; all tests where absent.
 */
export async function runTests(dir: string, files: readonly string[], pattern?: string): Promise<TestRun> {
  const report = join(dir, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const limits = [`--testTimeout=${LIMIT_MS}`, `--hookTimeout=${LIMIT_MS}`];
  const only = pattern === undefined ? [] : ['-t', pattern];
  const config = ['--config', 'test/e2e/vitest.config.ts'];
  const args = [
    vitest,
    'run',
    ...config,
    ...files,
    '--reporter=json',
    `--outputFile=${report}`,
    ...limits,
    ...only,
  ];
  const said = await ended(spawn(process.execPath, args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] }));
  const { testResults } = readReport(report, said);
  return {
    tests: testResults.flatMap(({ assertionResults }) => assertionResults.map(resultOf)),
    unrun: testResults
      .filter(({ message, assertionResults }) => message !== '' && assertionResults.length === 0)
      .map(({ name, message }) => `${name}: ${firstLine(message)}`),
  };
}

function resultOf(of: VitestReport['testResults'][number]['assertionResults'][number]): TestResult {
  const why = firstLine(of.failureMessages.join('\n'));
  if (of.status === 'passed') return { name: of.fullName, outcome: 'passed', why };
  if (of.status !== 'failed') return { name: of.fullName, outcome: 'skipped', why };
  const asserted = of.failureMessages.some((message) => message.startsWith('AssertionError'));
  return { name: of.fullName, outcome: asserted ? 'assertion' : 'error', why };
}

function readReport(file: string, said: string): VitestReport {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  } catch {
    throw new Error(`vitest left no report:\n${said.slice(-4_000)}`);
  }
}

function ended(child: ReturnType<typeof spawn>): Promise<string> {
  const said: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(Buffer.concat(said).toString('utf8')));
  });
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
