import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/adapters/files/parse-document.ts';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import type { Report } from '../../src/core/report/types.ts';
import { corpusOrSay, readSeries, type Series, type Version } from './corpus.ts';
import { runDiff } from './run-diff.ts';
import { unpack } from './unpack.ts';

const MOST_MS = 60_000;
const MOST_MEGABYTES = 1_000;

/** What may be said of a document beside the report: it is read, and compared but for this. */
const TOLD =
  /^(?:forewarn: \S+:\d+:\d+: (?:a number has more digits than are compared exactly|.+: it is left out)[^\n]*\n)*$/;

const corpus = corpusOrSay();
const all = corpus ? readSeries(corpus) : [];

describe.skipIf(!corpus)('each published version against the one before', () => {
  it('there are series to compare', () => {
    expect(all.length).toBeGreaterThan(0);
  });

  describe.each(all)('$name', (series) => {
    const pairs = series.versions
      .slice(1)
      .map((version, index): [Version, Version] => [series.versions[index] as Version, version]);
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'forewarn-corpus-'));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(pairs.map(([before, after]) => [before.file, after.file, before, after] as const))(
      '%s -> %s',
      async (_before, _after, before, after) => {
        const baseline = unpack(series, before, folder);
        const observed = unpack(series, after, folder);
        const run = await runDiff([baseline, observed, '--ref-root', folder, '--format', 'json']);
        expect(run.err).toMatch(TOLD);
        expect([0, 1]).toContain(run.exit);
        const { summary, findings, verdict } = JSON.parse(run.out) as Report;
        const same = after.same_meaning_as_previous === true || isSameText(baseline, observed);
        console.log(line(series, before, after, { findings: findings.length, ...summary, ...run }, same));
        expect(verdict).toBe(run.exit === 1 ? 'drifts' : 'agrees');
        if (same) expect(findings).toEqual([]);
        expect(run.ms).toBeLessThan(MOST_MS);
        expect(run.megabytes).toBeGreaterThan(0);
        expect(run.megabytes).toBeLessThan(MOST_MEGABYTES);
      },
      MOST_MS + 30_000,
    );
  });
});

/** True where both are the same, byte by byte or but for the order of members. */
function isSameText(baseline: string, observed: string): boolean {
  const [a, b] = [readFileSync(baseline, 'utf8'), readFileSync(observed, 'utf8')];
  if (a === b) return !/\$ref['"]?: ['"]?[^#'"\s]/.test(a);
  if (Math.abs(a.length - b.length) > a.length / 100) return false;
  const texts = [parseDocument(a, baseline), parseDocument(b, observed)].map(canonicalJson);
  return texts[0] === texts[1] && !/"\$ref":"[^#"]/.test(texts[0] ?? '');
}

function line(
  series: Series,
  before: Version,
  after: Version,
  run: { findings: number; breaking: number; warning: number; info: number; ms: number; megabytes: number },
  same: boolean,
): string {
  const number = (version: Version) => version.file.slice(0, 3);
  return [
    `${series.name} ${number(before)} -> ${number(after)}`.padEnd(44),
    `${run.findings} findings`.padStart(15),
    `(${run.breaking} breaking, ${run.warning} warning, ${run.info} info)`.padEnd(44),
    `${run.ms} ms`.padStart(9),
    `${run.megabytes} MB`.padStart(8),
    same ? '  same meaning' : '',
  ].join(' ');
}
