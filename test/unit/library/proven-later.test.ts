import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { parseDocument } from '../../../src/adapters/files/parse-document.ts';
import { diffReport } from '../../../src/app/diff.ts';
import { wholeFinding } from '../../../src/app/report-finding.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { createProver } from '../../../src/core/openapi/witness/prove.ts';
import { rowsOf } from '../../../src/core/report/rows.ts';

const ROOT = join(import.meta.dirname, '../../golden/diff');

function compared(folder: string, proveBreakingOnly: boolean) {
  const open = (name: string) => {
    const file = join(ROOT, folder, `${name}.yaml`);
    return openDocument(parseDocument(readFileSync(file, 'utf8'), file), sha256);
  };
  const [baseline, observed] = [open('baseline'), open('observed')];
  let asked = 0;
  const prover = createProver(baseline, observed);
  const { report } = diffReport({
    baseline,
    observed,
    failOn: 'level:breaking',
    sha256,
    prove: (claim) => {
      asked++;
      return prover(claim);
    },
    proveBreakingOnly,
  });
  return { report, asked: () => asked };
}

describe('what is proven when it is asked for', () => {
  it.each(readdirSync(ROOT).sort())('%s is told as if all were proven at once', (folder) => {
    const [later, atOnce] = [compared(folder, true), compared(folder, false)];
    expect(later.report.findings.map(wholeFinding)).toEqual(atOnce.report.findings.map(wholeFinding));
    expect(rowsOf(later.report.findings)).toEqual(rowsOf(atOnce.report.findings));
    expect(later.asked()).toBe(atOnce.asked());
  });

  it('asks nothing about warnings until somebody does, and then once', () => {
    const { report, asked } = compared('response-property-enum-value-added', true);
    expect(report.findings).toMatchObject([{ severity: 'warning' }]);
    expect(asked()).toBe(0);
    const proofs = report.findings.flatMap((one) => [one.proof, one.proof]);
    expect(proofs).toEqual(['witness', 'witness']);
    expect(asked()).toBe(1);
  });
});
