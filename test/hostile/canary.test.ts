import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkReport } from '../../src/app/check-report.ts';
import { history } from '../../src/app/history.ts';
import { REPORT_FORMATS } from '../../src/core/report/surroundings.ts';
import { rendered } from '../unit/report/rendered.ts';
import { CANARY, CARD_TEXT } from './canary-partner.ts';
import { type CanaryWorld, lookAtCanaries } from './canary-world.ts';

let dir: string;
const worlds: Record<string, CanaryWorld> = {};
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'forewarn-canary-'));
  for (const evidence of ['shapes', 'redacted'] as const) {
    worlds[evidence] = await lookAtCanaries(evidence, join(dir, evidence));
  }
}, 120_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Lines with a canary in them, as plain text or in one of the ways that texts are written into others. */
function found(where: string, text: string): string[] {
  const unescaped = [
    text,
    text.replaceAll('\\', ''),
    decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, '')),
  ];
  return unescaped
    .flatMap((one) => one.split('\n'))
    .filter((line) => line.toLowerCase().includes(CANARY) || line.includes(CARD_TEXT))
    .map((line) => `${where}: ${line.slice(0, 300)}`);
}

describe.each(['shapes', 'redacted'])('with evidence: %s', (evidence) => {
  it('the look saw and judged what the canaries were in', () => {
    const { outcomes } = worlds[evidence] as CanaryWorld;
    const rules = new Set(outcomes.flatMap(({ look }) => look.findings.map(({ rule }) => rule)));
    expect(rules.size).toBeGreaterThan(5);
    expect(outcomes.flatMap(({ look }) => look.notVerified).length).toBeGreaterThan(5);
  });

  it('nothing of the partner is in the store', async () => {
    const { stored } = worlds[evidence] as CanaryWorld;
    expect(stored.length).toBeGreaterThan(3);
    expect(stored.flatMap((text, at) => found(`stored ${at}`, text))).toEqual([]);
  });

  it('nor in what is logged, and in what is sent to anybody', async () => {
    const { logged, notices } = worlds[evidence] as CanaryWorld;
    expect(notices.length).toBeGreaterThan(1);
    expect([
      ...logged.flatMap((text) => found('log', text)),
      ...notices.flatMap((text) => found('notice', text)),
    ]).toEqual([]);
  });

  it('nor in any report, or the history', async () => {
    const { outcomes, ports, partner } = worlds[evidence] as CanaryWorld;
    const report = checkReport(outcomes);
    for (const format of REPORT_FORMATS) {
      const text = rendered(report, format, {
        colour: false,
        failOn: 'may-break',
        explain: true,
        at: '2026-11-23T06:00:00.000Z',
        title: partner,
      });
      expect(text.length).toBeGreaterThan(100);
      expect(found(format, text)).toEqual([]);
    }
    for await (const record of history(ports, partner))
      expect(found('history', JSON.stringify(record))).toEqual([]);
  });
});
