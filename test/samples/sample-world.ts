import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadAgreements } from '../../src/adapters/files/load-agreements.ts';
import { OUR_SIDE } from '../../src/core/agreement/our-side.ts';
import { secretVariable } from '../../src/core/agreement/secrets.ts';
import type { Agreement } from '../../src/core/agreement/types.ts';
import { type Partners, startPartners } from '../../src/local/emulator/start-partners.ts';
import { type CliResult, runCli, temporaryFolder } from '../cli/run-cli.ts';

const ROOT = join(import.meta.dirname, '../..');
const START = new Date('2026-11-02T00:00:00.000Z');
const DAY_MS = 86_400_000;

/** What is read of one finding of a report. */
export interface ReportedFinding {
  rule: string;
  effect: string;
  subject: string;
  environment: string | null;
  cell: string;
}

/** What is read of a report. */
export interface Report {
  checks: {
    partner: string;
    environment: string | null;
    verdict: string;
    sources: Record<string, string>;
    coverage: { used: number; exercised: number; skipped: { mode: number } };
  }[];
  findings: ReportedFinding[];
  coming: {
    partner: string;
    environment: string | null;
    operation: string;
    on: string | null;
    known: string;
  }[];
  journeys?: { id: string; verdict: string }[];
}

/** The sample contracts in a folder of their own, whose addresses lead to emulated partners; nothing else differs. */
export interface SampleWorld {
  partners: Partners;
  /** Puts in force what the plans say for a day of the story. */
  day(day: number): void;
  /** Changes a file of the samples. */
  edit(file: string, change: (text: string) => string): void;
  /** Copies a file of the samples to another place in that folder. */
  copy(file: string, to: string): void;
  /** A command line in that folder, with the secrets of the emulated partners. */
  cli(...argv: string[]): Promise<CliResult>;
  /** One look into a data folder, as a report, and the exit code. */
  check(...argv: string[]): Promise<{ code: number; report: Report }>;
}

/** Opens samples at day 0 of their plans; where none is named, all of them. */
export async function openSamples(...only: string[]): Promise<SampleWorld> {
  const cwd = temporaryFolder();
  for (const part of ['contracts', 'openapi']) cpSync(join(ROOT, part), join(cwd, part), { recursive: true });
  const { agreements } = loadAgreements({ cwd, sha256 });
  const chosen = agreements.filter(({ partner }) => only.length === 0 || only.includes(partner));
  const partners = await startPartners({ agreements: chosen, start: START, sha256, now: () => START });
  onTestFinished(() => partners.close());
  const edit = (file: string, change: (text: string) => string) =>
    writeFileSync(join(cwd, file), change(readFileSync(join(cwd, file), 'utf8')));
  for (const one of chosen)
    edit(`contracts/${one.partner}/agreement.yaml`, (text) => led(text, one, partners));
  const env = Object.fromEntries([...partners.secrets].map(([name, value]) => [secretVariable(name), value]));
  const cli = (...argv: string[]) => runCli(argv, { cwd, env });
  return {
    partners,
    day: (day) => void partners.advance(new Date(START.getTime() + day * DAY_MS)),
    edit,
    copy: (file, to) => cpSync(join(cwd, file), join(cwd, to)),
    cli,
    async check(...argv) {
      const kept = ['--state', join(cwd, '.forewarn')];
      const { code, out, err } = await cli('check', ...argv, ...kept, '--allow-private', '--format', 'json');
      if (out === '') throw new Error(err);
      return { code, report: JSON.parse(out) };
    },
  };
}

/** The text of an agreement whose environments, ours too, answer on this machine. */
function led(text: string, { partner, environments, ours }: Agreement, { urls }: Partners): string {
  const own = (ours?.environments ?? []).map((one) => ({ ...one, name: `${OUR_SIDE}:${one.name}` }));
  return [...environments, ...own].reduce(
    (written, { name, url }) => written.replaceAll(url, urls.get(`${partner}/${name}`) ?? url),
    text,
  );
}
