import { summaryOf } from '../app/diff.ts';
import { nearest } from '../core/agreement/nearest.ts';
import { ForewarnError } from '../core/errors.ts';
import { RULES } from '../core/openapi/diff/rules/rules.ts';
import type { Report } from '../core/report/types.ts';

/**
 * The report with only what a rule or a fingerprint (or its first eight digits) names.
 *
 * @throws ForewarnError `usage` where nothing in it is named so
 */
export function onlyExplained(report: Report, what: string): Report {
  const findings = report.findings.filter(
    ({ rule, fingerprint }) =>
      rule === what || (/^[0-9a-f]{8,32}$/.test(what) && fingerprint.startsWith(what)),
  );
  if (findings.length === 0) throw nothingNamed(report, what);
  return { ...report, findings, summary: summaryOf(findings.filter(({ suppressed }) => !suppressed)) };
}

function nothingNamed({ findings }: Report, what: string): ForewarnError {
  const found = [...new Set(findings.map(({ rule }) => rule as string))];
  if (RULES.some(({ id }) => id === what)) {
    return new ForewarnError('usage', `no difference was found by the rule ${what}`);
  }
  const near = nearest(what, found);
  return new ForewarnError('usage', `there is no difference ${what} here`, {
    fix: near
      ? `did you mean ${near}?`
      : 'give the id of a rule, or the fingerprint that --format json prints',
  });
}
