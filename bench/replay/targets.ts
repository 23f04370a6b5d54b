import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { openHistory } from '../../src/adapters/files/open-history.ts';
import { parseDocument } from '../../src/adapters/files/parse-document.ts';
import { replayHistory } from '../../src/app/replay.ts';
import { spread } from '../diff/in-turn.ts';
import { spreadOf } from '../measure/cold-start.ts';
import type { Target } from '../promises/target.ts';
import { writeHistory } from './write-history.ts';

const MOST = 1.5;
const ROUNDS = { yaml: 3, json: 7 } as const;
const SIZE = { versions: 100, resources: 310, changes: 4, seed: 11 };

/** A history of 100 versions of a document of 1 MB, replayed, against parsing each of them once, in turn. */
export async function replayTargets(): Promise<Target[]> {
  const targets: Target[] = [];
  for (const format of ['yaml', 'json'] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'forewarn-replay-'));
    try {
      const names = writeHistory(folder, { ...SIZE, format });
      targets.push(await measured(folder, names, format));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return targets;
}

async function measured(folder: string, names: readonly string[], format: 'yaml' | 'json'): Promise<Target> {
  const parse = () => {
    for (const name of names) parseDocument(readFileSync(join(folder, name), 'utf8'), name);
  };
  let told = 0;
  const uses = Array.from({ length: 10 }, (_, at) => ({
    operation: `getResource${at * 7}`,
    with: {},
    fields: [],
  }));
  const replay = async () => {
    const versions = await openHistory(folder, { cwd: folder, fetchText: refuse });
    const ports = { sha256, pacts: { compare: async () => [] }, progress: () => undefined };
    const found = await replayHistory(ports, { versions, uses, pacts: [] });
    told = found.days.filter((day) => day.told.length > 0).length;
  };
  const replays: number[] = [];
  const parses: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS[format]; round++) {
    const [one, other] = [await timed(replay), await timed(async () => parse())];
    // The first round still compiles.
    if (round === 0) continue;
    replays.push(one);
    parses.push(other);
    ratios.push(one / other);
  }
  const megabytes = statSync(join(folder, names[0] as string)).size / 1e6;
  return {
    what: `replay of ${names.length} versions of ${megabytes.toFixed(2)} MB, ${format.toUpperCase()}, ${told} told`,
    target: `<= ${MOST} x parsing each once`,
    figure: `${spread(ratios, 2)} x (${spread(replays)} ms; parsing ${spread(parses)} ms)`,
    met: spreadOf(ratios).median <= MOST,
  };
}

async function timed(run: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

async function refuse(): Promise<string> {
  throw new Error('nothing is read from the web here');
}
