import { readFileSync } from 'node:fs';
import type { SourceMap } from '../../../src/core/openapi/source/source-map.ts';
import type { Surroundings } from '../../../src/core/report/surroundings.ts';
import type { Report, ReportFinding } from '../../../src/core/report/types.ts';

/** Reports as they are kept, and what each format makes of them. */
export const ROOT = 'test/golden/report';

/** One of the kept reports, new each time. */
export function reportOf(name: string): Report {
  return JSON.parse(readFileSync(`${ROOT}/${name}/report.json`, 'utf8'));
}

/** A document in which every place is known: its line is the length of the pointer. */
export function sourceNamed(file: string): SourceMap {
  return { locate: (pointer) => ({ file, line: pointer.length, column: 3 }) };
}

/** As a command would print it, into a file. */
export const SURROUNDINGS: Surroundings = {
  colour: false,
  failOn: 'level:breaking',
  at: '2026-11-23T06:00:00.000Z',
  title: 'orders.yaml, next.yaml',
  sources: { baseline: sourceNamed('openapi/orders.yaml'), observed: sourceNamed('next orders.yaml') },
};

/** A difference of an answer, with what a test needs to be otherwise. */
export function aFinding(more: Partial<ReportFinding> = {}): ReportFinding {
  return {
    rule: 'response-required-property-removed',
    level: 'breaking',
    severity: 'breaking',
    effect: 'unknown',
    usageGrade: 'unknown',
    proof: 'structural',
    direction: 'response',
    subject: 'GET /orders response 200 application/json /total',
    operation: { method: 'GET', path: '/orders', operationId: 'listOrders' },
    pointer: { baseline: '#/components/schemas/Order/properties/total', observed: null },
    args: { property: 'total' },
    message: '`total`, which always came, is gone.',
    witness: null,
    affects: [],
    fingerprint: '0'.repeat(32),
    ...more,
  };
}

/** A report of `diff` with these findings. */
export function aReport(findings: ReportFinding[]): Report {
  const count = (severity: ReportFinding['severity']) =>
    findings.filter((one) => one.severity === severity).length;
  return {
    schema: 'forewarn.report/1',
    command: 'diff',
    verdict: 'drifts',
    summary: { breaking: count('breaking'), warning: count('warning'), info: count('info'), breaks: 0 },
    checks: [],
    findings,
    coming: [],
    notVerified: [],
  };
}
