import { eachRow } from './rows.ts';
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

type Member = Iterable<unknown> | { whole: unknown };
/** Only there where there is something of it. */
type Sometimes = 'journeys' | 'recurrences' | 'factors' | 'notes';
type Members = Record<Exclude<keyof PrintedReport, Sometimes>, Member> & Partial<Record<Sometimes, Member>>;

/**
 * The report as `forewarn.report/1`: keys always in the same order, two spaces, a line break at the end. In pieces, of
 * which a finding is the longest: a document that differs in a hundred thousand places is never held as one text.
 */
export function* jsonPieces(report: Report): Generator<string> {
  const members: Members = {
    schema: { whole: report.schema },
    command: { whole: report.command },
    verdict: { whole: report.verdict },
    summary: { whole: report.summary },
    checks: { whole: report.checks },
    findings: inOrder(report.findings, FINDING_KEYS),
    rows: inOrder(eachRow(report.findings), ROW_KEYS),
    coming: { whole: report.coming },
    notVerified: { whole: report.notVerified },
    ...(report.recurrences ? { recurrences: { whole: report.recurrences } } : {}),
    ...(report.factors ? { factors: { whole: report.factors } } : {}),
    ...(report.journeys ? { journeys: { whole: report.journeys } } : {}),
    ...(report.notes ? { notes: { whole: report.notes } } : {}),
  };
  let before = '{';
  for (const [name, value] of Object.entries(members)) {
    yield `${before}\n  "${name}": `;
    if ('whole' in value) yield printed(value.whole, '\n  ');
    else yield* listPieces(value);
    before = ',';
  }
  yield '\n}\n';
}

function* listPieces(list: Iterable<unknown>): Generator<string> {
  let before = '[';
  for (const one of list) {
    yield `${before}\n    ${printed(one, '\n    ')}`;
    before = ',';
  }
  yield before === '[' ? '[]' : '\n  ]';
}

/** A value as text, to stand where lines begin like this. */
function printed(value: unknown, line: string): string {
  return escapeUnseen(JSON.stringify(value, null, 2)).replaceAll('\n', line);
}

/** JSON with every character that a terminal would obey, or nobody would see, as an escape: the same value. */
export function escapeUnseen(json: string): string {
  return json.replace(OBEYED, (found) =>
    [...Array(found.length).keys()]
      .map((index) => `\\u${found.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

function* inOrder<T extends object>(all: Iterable<T>, keys: readonly (keyof T)[]): Generator<Partial<T>> {
  for (const one of all) {
    const members: Partial<T> = {};
    for (const key of keys) if (one[key] !== undefined) members[key] = one[key];
    yield members;
  }
}
