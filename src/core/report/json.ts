import { rowsOf } from './rows.ts';
import type { PrintedReport, Report, ReportFinding, ReportRow } from './types.ts';

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

const ROW_KEYS = [
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
  'pointer',
  'args',
  'message',
  'operations',
  'witness',
  'affects',
  'fingerprints',
  'change',
  'state',
  'suppressed',
  'inForce',
  'alsoAt',
] as const satisfies readonly (keyof ReportRow)[];

const OBEYED =
  /[\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;

/** The report as `forewarn.report/1`: keys always in the same order, two spaces, a line break at the end. */
export function renderJson(report: Report): string {
  const printed: PrintedReport = {
    schema: report.schema,
    command: report.command,
    verdict: report.verdict,
    summary: report.summary,
    checks: report.checks,
    findings: report.findings.map((one) => ordered(one, FINDING_KEYS)) as ReportFinding[],
    rows: rowsOf(report.findings).map((one) => ordered(one, ROW_KEYS)) as ReportRow[],
    coming: report.coming,
    notVerified: report.notVerified,
  };
  const text = JSON.stringify(printed, null, 2);
  return `${escapeUnseen(text)}\n`;
}

/** JSON with every character that a terminal would obey, or nobody would see, as an escape: the same value. */
export function escapeUnseen(json: string): string {
  return json.replace(OBEYED, (found) =>
    [...Array(found.length).keys()]
      .map((index) => `\\u${found.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

function ordered<T extends object>(one: T, keys: readonly (keyof T)[]): Partial<T> {
  return Object.fromEntries(
    keys.flatMap((key) => (one[key] === undefined ? [] : [[key, one[key]]])),
  ) as Partial<T>;
}
