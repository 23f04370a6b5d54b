import type { Report, ReportFinding } from './types.ts';

const FINDING_KEYS = [
  'partner',
  'environment',
  'source',
  'rule',
  'level',
  'severity',
  'effect',
  'usageGrade',
  'cell',
  'stage',
  'proof',
  'direction',
  'subject',
  'operation',
  'pointer',
  'args',
  'message',
  'witness',
  'affects',
  'driftKey',
  'fingerprint',
  'change',
  'state',
  'suppressed',
  'inForce',
  'alsoAt',
] as const satisfies readonly (keyof ReportFinding)[];

/** Characters that a terminal would obey: they are escaped, as JSON allows for any character. */
const OBEYED = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** The report as `forewarn.report/1`: keys always in the same order, two spaces, a line break at the end. */
export function renderJson(report: Report): string {
  const ordered = {
    schema: report.schema,
    command: report.command,
    verdict: report.verdict,
    summary: report.summary,
    checks: report.checks,
    findings: report.findings.map(orderedFinding),
    coming: report.coming,
    notVerified: report.notVerified,
  };
  const text = JSON.stringify(ordered, null, 2);
  return `${text.replace(OBEYED, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

function orderedFinding(finding: ReportFinding): Partial<ReportFinding> {
  return Object.fromEntries(
    FINDING_KEYS.flatMap((key) => (finding[key] === undefined ? [] : [[key, finding[key]]])),
  );
}
