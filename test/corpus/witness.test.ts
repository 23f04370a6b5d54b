import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadDocument } from '../../src/adapters/files/load-document.ts';
import { createWitnessConfirmer } from '../../src/adapters/judge/confirm-witness.ts';
import { diffDocuments } from '../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../src/core/openapi/document/types.ts';
import { liftWitness } from '../../src/core/openapi/witness/lift.ts';
import { createProver } from '../../src/core/openapi/witness/prove.ts';
import { corpusOrSay, readSeries, type Series } from './corpus.ts';
import { unpack } from './unpack.ts';

/** Of the claims about sets of values whose level is breaking, at least this share is shown by a value. */
const LEAST_SHARE = 0.97;
/** Findings of one pair of documents whose witness is built into a whole body. */
const MOST_LIFTED = 20;

const corpus = corpusOrSay();

interface Tally {
  breaking: number;
  shown: number;
  undecided: Map<string, number>;
  witnesses: number;
  /** What ajv says of the witnesses: it holds, it does not, it cannot say. */
  ajv: { holds: number; fails: string[]; silent: number };
  lifted: number;
  whole: number;
}

const tally: Tally = {
  breaking: 0,
  shown: 0,
  undecided: new Map(),
  witnesses: 0,
  ajv: { holds: 0, fails: [], silent: 0 },
  lifted: 0,
  whole: 0,
};

function prove(name: string, baseline: ApiDocument, observed: ApiDocument): void {
  const prover = createProver(baseline, observed);
  const confirm = createWitnessConfirmer(baseline, observed);
  const differences = diffDocuments(baseline, observed, {
    today: '2026-11-22',
    prove(claim) {
      const proved = prover(claim);
      if (proved && claim.rule.level === 'breaking') {
        tally.breaking++;
        if (proved.witness) tally.shown++;
        else tally.undecided.set(claim.rule.id, (tally.undecided.get(claim.rule.id) ?? 0) + 1);
      }
      if (!proved?.witness) return proved;
      tally.witnesses++;
      const holds = confirm({ ...claim.parts, reading: claim.reading, witness: proved.witness });
      if (holds) tally.ajv.holds++;
      else if (holds === null) tally.ajv.silent++;
      else tally.ajv.fails.push(`${name} ${claim.rule.id} ${claim.fact.pointer.baseline}`);
      return proved;
    },
  });
  for (const difference of differences.filter(({ witness }) => witness).slice(0, MOST_LIFTED)) {
    tally.lifted++;
    if (liftWitness({ baseline, observed }, difference)?.at === undefined) tally.whole++;
  }
}

async function proveSeries(series: Series, folder: string): Promise<number> {
  let before: ApiDocument | null = null;
  for (const version of series.versions) {
    const fetchText = (url: string) => Promise.reject(new Error(`not read: ${url}`));
    const file = unpack(series, version, folder);
    const raw = await loadDocument(file, { cwd: folder, refRoot: folder, fetchText });
    const after = openDocument(raw, sha256);
    if (before) prove(series.name, before, after);
    before = after;
  }
  return series.versions.length;
}

describe.skipIf(!corpus)('what is claimed of each published version against the one before', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'forewarn-witness-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(corpus ? readSeries(corpus) : [])('is tried on $name', async (series) => {
    expect(await proveSeries(series, folder)).toBeGreaterThan(1);
  });

  it('is shown by values', () => {
    const { breaking, shown, undecided, witnesses, ajv, lifted, whole } = tally;
    const percent = (part: number, all: number) => `${part} of ${all} (${((100 * part) / all).toFixed(2)} %)`;
    console.log(`breaking claims about sets of values with a witness: ${percent(shown, breaking)}`);
    for (const [rule, count] of [...undecided].sort((a, b) => b[1] - a[1]))
      console.log(`  undecided: ${count} ${rule}`);
    console.log(
      `witnesses that hold in ajv: ${percent(ajv.holds, witnesses)}, ${ajv.silent} it cannot judge`,
    );
    console.log(`witnesses built into a whole body: ${percent(whole, lifted)}`);
    expect(shown / breaking).toBeGreaterThanOrEqual(LEAST_SHARE);
    expect(ajv.fails).toEqual([]);
    expect(whole / lifted).toBeGreaterThan(0.9);
  });
});
