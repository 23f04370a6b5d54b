import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CheckTook } from './check-process.ts';
import { type ConsumedUnits, startCountingTable } from './counting-table.ts';
import { sampleFiles } from './sample-partner.ts';
import { startSampleServer } from './sample-server.ts';

/** What checks of the sample partner took: the first in a new process, and those after it. */
export interface CheckMeasures {
  cold: CheckTook & { sinceStartMs: number };
  warm: [CheckTook, ...CheckTook[]];
  /** Of one warm check. */
  units: ConsumedUnits;
  sentBytes: number;
}

/** Runs checks against the sample partner on loopback: `interactions` calls at `latencyMs`, so many a second. */
export async function measureCheck(options: {
  interactions: number;
  latencyMs: number;
  requestsPerSecond: number;
  runs: number;
}): Promise<CheckMeasures> {
  const server = await startSampleServer(options);
  const table = await startCountingTable();
  const cwd = mkdtempSync(join(tmpdir(), 'forewarn-bench-'));
  writeFiles(cwd, sampleFiles({ ...options, url: server.url }));
  const started = performance.now();
  const child = fork(new URL('./check-process.ts', import.meta.url), [cwd, table.url], { execArgv: [] });
  const next = async (): Promise<CheckTook> => {
    const [told] = await Promise.race([once(child, 'message'), endOf(child)]);
    return told as CheckTook;
  };
  try {
    await next();
    const check = () => {
      child.send('check');
      return next();
    };
    const cold = { ...(await check()), sinceStartMs: performance.now() - started };
    const first = await check();
    table.take();
    const before = server.receivedBytes();
    const counted = await check();
    const [units, sentBytes] = [table.take(), server.receivedBytes() - before];
    const warm: CheckMeasures['warm'] = [first, counted];
    while (warm.length < options.runs) warm.push(await check());
    for (const { verdict } of warm)
      if (verdict !== 'agrees') throw new Error(`the sample partner must agree, and is ${verdict}`);
    return { cold, warm, units, sentBytes };
  } finally {
    child.kill();
    await server.close();
    await table.close();
    rmSync(cwd, { recursive: true, force: true });
  }
}

function endOf(child: ReturnType<typeof fork>): Promise<never> {
  return once(child, 'exit').then(([code]) => {
    throw new Error(`the process that checks ended early (${code})`);
  });
}

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
