import { noteText } from '../agreement-notes.ts';
import { toldJourneys } from '../journey-facts.ts';
import { escapeUnseen } from '../json.ts';
import { plainText } from '../plain-text.ts';
import { allRows } from '../sort-rows.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Report } from '../types.ts';
import { FAILURE_WORDS } from '../words.ts';
import { JOURNEY_RULE, journeyNotification, journeyResult } from './journey.ts';
import { sarifResult } from './result.ts';
import { sarifRule } from './rule.ts';

/** GitHub takes no more results of a run. */
const MOST_RESULTS = 25_000;

/**
 * A report as SARIF 2.1.0 (OASIS): a result for each row, at the lines where both documents say so; what is ignored
 * is there and suppressed; what could not be checked is a notification of the run. A journey that suffers is a result
 * of a rule of its own.
 */
export function renderSarif(report: Report, { sources }: Pick<Surroundings, 'sources'>): string {
  const rows = allRows(report);
  const told = rows.slice(0, MOST_RESULTS);
  const journeys = toldJourneys(report.journeys);
  const suffering = journeys.filter(({ kind }) => kind === 'suffering');
  const ids = [...new Set(told.map(({ row }) => row.rule))].sort();
  const index = new Map(ids.map((id, position) => [id, position]));
  const rules = [...ids.map(sarifRule), ...(suffering.length > 0 ? [JOURNEY_RULE] : [])];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Forewarn', rules } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              ...notifications(report, rows.length - told.length),
              ...journeys.filter(({ kind }) => kind !== 'suffering').map(journeyNotification),
            ],
          },
        ],
        results: [
          ...told.map(({ row }) => sarifResult(row, index.get(row.rule) ?? 0, sources)),
          ...suffering.map((one) => journeyResult(one, ids.length)),
        ],
      },
    ],
  };
  return `${escapeUnseen(JSON.stringify(log, null, 2))}\n`;
}

function notifications(report: Report, left: number) {
  const blind = report.notVerified.map((one) => {
    const what = [one.partner, one.environment, one.interaction ?? one.operation].filter((part) => part);
    const text = `${what.join(' ')}: ${FAILURE_WORDS[one.class]}. ${one.next}`;
    return { level: 'warning', descriptor: { id: one.class }, message: { text: plainText(text, 500) } };
  });
  const own = (report.notes ?? []).map((one) => ({
    level: 'note',
    message: { text: plainText(`${one.file}:${one.line}: ${noteText(one)}`, 1_000) },
  }));
  const cut = { level: 'note', message: { text: `${left} more results were left out.` } };
  return left > 0 ? [...blind, ...own, cut] : [...blind, ...own];
}
