import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { parseDocument } from '../../src/adapters/files/parse-document.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import type { Report } from '../../src/core/report/types.ts';
import { type Emulator, startEmulator } from '../../src/local/emulator/start-emulator.ts';
import { corpusOrSay, readSeries } from './corpus.ts';
import { EDITS, edited } from './museum-edits.ts';
import { writeMuseumPact } from './museum-pact.ts';
import { brokenPromises } from './museum-promises.ts';
import { agreeWithMuseum, checkMuseum, SECRET, verifyMuseum } from './museum-world.ts';

const corpus = corpusOrSay();
const series = corpus ? readSeries(corpus).find(({ name }) => name === 'museum_redocly') : undefined;
const files = series?.versions.map(({ file }) => file) ?? [];
const textOf = (version: number) => readFileSync(join(series?.folder ?? '', files[version] ?? ''), 'utf8');
const documentOf = (version: number) => parseDocument(textOf(version), files[version] ?? '');
const open = (document: JsonObject) => openDocument(document, sha256);

const table: string[] = [];

/** The museum as agreed on at a version, with our pact for it: in place for the tests of one `describe`. */
function agreedOn(agreed: number, made: 200 | 201) {
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-museum-'));
  let emulator: Emulator;
  let pact: string;
  beforeAll(async () => {
    emulator = await startEmulator({ document: open(documentOf(agreed)), credentials: { token: SECRET } });
    agreeWithMuseum(folder, emulator.url, textOf(agreed));
    pact = await writeMuseumPact(join(folder, 'contracts', 'museum', 'pacts'), made);
  });
  afterAll(async () => {
    await emulator?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const broken = (document: JsonObject) => brokenPromises(document, JSON.parse(readFileSync(pact, 'utf8')));
  return {
    broken,
    /** Forewarn's answer, beside those of Pact's own verifier and of a reader of the published document. */
    async look(what: string, published: JsonObject, answers: JsonObject | null = null) {
      emulator.setVersion(open(published), {}, answers && open(answers));
      const [{ exit, report }, { run, failed }] = await Promise.all([
        checkMuseum(folder),
        verifyMuseum(emulator.url, pact),
      ]);
      const whys = broken(published);
      const touching = report.findings.filter(({ effect }) => effect === 'breaks' || effect === 'may-break');
      table.push(
        `${`${agreed} -> ${what}`.padEnd(52)} ${report.verdict.padEnd(9)} exit ${exit}   pact: ${run - failed.length} of ${run} pass`,
        ...touching.map(
          ({ effect, rule, cell, subject }) => `    told  ${effect} ${rule} ${cell}  ${subject}`,
        ),
        ...whys.map(({ interaction, why }) => `    true  ${interaction}: ${why}`),
      );
      return {
        exit,
        verdict: report.verdict,
        coverage: report.checks[0]?.coverage,
        inForce: interactions(touching.filter(({ inForce }) => inForce)),
        touched: interactions(touching),
        failed: failed.sort(),
        broken: [...new Set(whys.map(({ interaction }) => interaction))].sort(),
      };
    },
  };
}

/** What is true of a version is told, and nothing else is. */
function expectTold(seen: Awaited<ReturnType<ReturnType<typeof agreedOn>['look']>>) {
  const verdict = seen.failed.length > 0 ? 'drifts' : seen.broken.length > 0 ? 'changing' : 'agrees';
  expect(seen).toMatchObject({
    verdict,
    exit: verdict === 'drifts' ? 1 : 0,
    coverage: { used: 5, exercised: 5 },
    inForce: seen.failed,
    touched: seen.broken,
  });
}

/** Interactions that findings say feel it, by description. */
function interactions(findings: Report['findings']): string[] {
  return [
    ...new Set(findings.flatMap(({ affects }) => affects.flatMap(({ interaction }) => interaction ?? []))),
  ].sort();
}

describe.skipIf(!series)('the museum', () => {
  afterAll(() => console.log(table.join('\n')));

  // What is made is answered with 200, and from version 6 on with 201.
  describe.each([
    { agreed: 0, made: 200 },
    { agreed: 6, made: 201 },
  ] as const)('agreed on as version $agreed', ({ agreed, made }) => {
    const museum = agreedOn(agreed, made);
    const later = files.map((file, version) => [file, version] as const).slice(agreed + 1);

    it('agrees with it', async () => {
      const seen = await museum.look('itself', documentOf(agreed));
      expectTold(seen);
      expect(seen).toMatchObject({ verdict: 'agrees', failed: [], broken: [] });
    });

    it.each(later)('tells %s apart', async (file, version) => {
      expectTold(await museum.look(file.slice(0, 14), documentOf(version)));
    });

    it('is broken by some versions and not by others', () => {
      const breaks = later.map(([, version]) => museum.broken(documentOf(version)).length > 0);
      expect(new Set(breaks)).toEqual(new Set([true, false]));
    });
  });

  describe('with one thing changed', () => {
    const museum = agreedOn(0, 200);

    it.each(EDITS)('tells apart where $what', async (change) => {
      const seen = await museum.look(change.what, edited(documentOf(0), change));
      expectTold(seen);
      expect(seen.failed.length > 0).toBe(change.breaks);
    });

    it('tells that answers changed though the document did not', async () => {
      const seen = await museum.look('itself, answers as of 6', documentOf(0), documentOf(6));
      expect(seen.failed).toEqual(['a request to buy a ticket', 'a request to plan an event']);
      expect(seen).toMatchObject({ verdict: 'drifts', exit: 1, inForce: seen.failed, broken: [] });
    });
  });
});
