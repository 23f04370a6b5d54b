import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusOrSay } from '../corpus.ts';
import { codesFound, readCodeCases } from './azure.ts';
import { DISAGREED, OTHER_VERDICT } from './disagreements.ts';
import { readCatalogue, readOasdiffCases } from './oasdiff-cases.ts';
import { scoreCase } from './oasdiff-score.ts';
import { readVerdictCases, saysTheSame, withRuleOn } from './openapitools.ts';
import { differencesOf, hurtsWhoUsesAll, opened } from './opened.ts';

const corpus = corpusOrSay();
const share = (met: number, all: number) => `${met} of ${all} (${((100 * met) / all).toFixed(1)} %)`;

describe.skipIf(!corpus)('known answers', () => {
  it("oasdiff's own tests: at least 98 % met, each other one a disagreement with its reason", async () => {
    const cases = readOasdiffCases(corpus ?? '');
    const catalogue = readCatalogue(corpus ?? '');
    const missed: string[] = [];
    for (const one of cases) {
      const scored = await scoreCase(corpus ?? '', one, catalogue);
      if (scored.met) continue;
      missed.push(one.case);
      const reason = DISAGREED[one.case] ?? 'NO REASON';
      console.log(
        `  ${one.case} missing [${scored.missing}] extra [${scored.extra}] ${scored.failed ?? ''} ${reason}`,
        ...scored.shown.map((value) => `\n    shown by ${value}`),
      );
      expect(scored.shown.length).toBeGreaterThanOrEqual(new Set(scored.extra).size);
    }
    console.log(`oasdiff: ${share(cases.length - missed.length, cases.length)} met`);
    expect((cases.length - missed.length) / cases.length).toBeGreaterThanOrEqual(0.98);
    expect(missed.toSorted()).toEqual(Object.keys(DISAGREED).toSorted());
  });

  it('the verdicts of OpenAPITools: at least 97 % the same, each other one knowingly not shared', async () => {
    const cases = readVerdictCases(corpus ?? '');
    const missed: string[] = [];
    for (const one of cases) {
      const [before, after] = [one.old, one.new].map((file) => join(corpus ?? '', 'diff-openapitools', file));
      const found = withRuleOn(one, await differencesOf(before ?? '', after ?? ''));
      const hurts = hurtsWhoUsesAll(await opened(before ?? ''));
      if (saysTheSame(one, found, hurts)) continue;
      missed.push(one.case);
      console.log(
        `  ${one.case} ${one.test} ${one.verdict}: ${found.map(({ rule }) => rule).join(', ') || 'nothing'}; ${OTHER_VERDICT[one.case] ?? 'NO REASON'}`,
      );
    }
    console.log(`OpenAPITools: ${share(cases.length - missed.length, cases.length)} the same`);
    expect((cases.length - missed.length) / cases.length).toBeGreaterThanOrEqual(0.97);
    expect(missed.toSorted()).toEqual(Object.keys(OTHER_VERDICT).toSorted());
  });

  it("Azure's codes: at least 90 % found", async () => {
    const told: { code: string; met: boolean }[] = [];
    for (const one of readCodeCases(corpus ?? '').filter(({ expected }) => expected.length > 0)) {
      const [before, after] = [one.old, one.new].map((file) => join(corpus ?? '', 'diff-azure', file));
      const codes = codesFound(one, await differencesOf(before ?? '', after ?? ''));
      for (const { code, met } of codes) if (!met) console.log(`  ${one.case} ${one.test}: ${code}`);
      told.push(...codes);
    }
    const met = told.filter((one) => one.met).length;
    console.log(`Azure: ${share(met, told.length)} found`);
    expect(met / told.length).toBeGreaterThanOrEqual(0.9);
  });
});
