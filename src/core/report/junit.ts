import { isAtOrAbove } from '../drift/exit.ts';
import { groupBy } from '../group-by.ts';
import { explainLines } from './explain-lines.ts';
import { journeyFacts } from './journey-facts.ts';
import type { ReportJourney } from './journey-report.ts';
import { reachWords, rowMessage, rowWord } from './row-words.ts';
import type { RowWithFindings } from './rows.ts';
import { allRows } from './sort-rows.ts';
import type { Surroundings } from './surroundings.ts';
import type { Report } from './types.ts';
import { FAILURE_WORDS } from './words.ts';
import { xmlText } from './xml-text.ts';

/**
 * A report as JUnit XML, in the elements that CI servers share: a suite for each partner and environment (or for the
 * two documents), a test case for each row. A row fails if one of its findings is in force, at or above `failOn` and not
 * ignored; ignored rows are skipped; what could not be checked is an error. Journeys are a suite of their own: one that
 * suffers fails, but for `failOn` none, and one that could not be walked is an error.
 */
export function renderJunit(report: Report, surroundings: Surroundings): string {
  const rows = groupBy(allRows(report), ({ row }) => suiteOf(row));
  const blind = groupBy(report.notVerified, suiteOf);
  const names = new Set([...report.checks.map(suiteOf), ...rows.keys(), ...blind.keys()]);
  if (names.size === 0) names.add('');
  const suites = [...names].map((name) =>
    suite(name || surroundings.title, rows.get(name) ?? [], blind.get(name) ?? [], surroundings),
  );
  if (report.journeys) suites.push(journeySuite(report.journeys, surroundings));
  const sum = (pick: (one: Suite) => number) => suites.reduce((total, one) => total + pick(one), 0);
  const totals = `tests="${sum((one) => one.tests)}" failures="${sum((one) => one.failures)}" errors="${sum((one) => one.errors)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="forewarn ${report.command}" ${totals}>
${suites.map((one) => one.text).join('\n')}
</testsuites>
`;
}

interface Suite {
  tests: number;
  failures: number;
  errors: number;
  text: string;
}

function suite(
  name: string,
  rows: readonly RowWithFindings[],
  blind: readonly Report['notVerified'][number][],
  surroundings: Surroundings,
): Suite {
  const cases = rows.map((one) => rowCase(one, surroundings));
  const failures = cases.filter((one) => one.outcome === 'failure').length;
  const skipped = cases.filter((one) => one.outcome === 'skipped').length;
  const texts = [...cases.map((one) => one.text), ...blind.map(blindCase)];
  // A suite without a case would count as one that did not run.
  if (texts.length === 0) texts.push('    <testcase classname="forewarn" name="no difference"/>');
  const counts = `tests="${texts.length}" failures="${failures}" errors="${blind.length}" skipped="${skipped}"`;
  return {
    tests: texts.length,
    failures,
    errors: blind.length,
    text: `  <testsuite name="${xmlText(name)}" ${counts}>\n${texts.join('\n')}\n  </testsuite>`,
  };
}

function journeySuite(journeys: readonly ReportJourney[], { failOn }: Surroundings): Suite {
  const cases = journeys.map(journeyFacts).map(({ id, title, kind, stands, since, details, felt }) => {
    const open = `    <testcase classname="journey" name="${xmlText(`${id}: ${title}`)}"`;
    const fails = kind === 'suffering' && failOn !== 'none';
    if (!fails && kind !== 'not-verified') return { outcome: 'passed', text: `${open}/>` };
    const why = xmlText([stands, since === '' ? '' : `since ${since}`].filter((part) => part).join(', '));
    const lines = [...details, `felt by ${felt}`].map((line) => xmlText(line)).join('\n');
    const [name, type] = fails ? ['failure', 'journey'] : ['error', 'not-verified'];
    const inside = `<${name} type="${type}" message="${why}">${lines}</${name}>`;
    return { outcome: name, text: `${open}>\n      ${inside}\n    </testcase>` };
  });
  const count = (outcome: string) => cases.filter((one) => one.outcome === outcome).length;
  const [failures, errors] = [count('failure'), count('error')];
  const counts = `tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="0"`;
  const texts = cases.map(({ text }) => text).join('\n');
  return {
    tests: cases.length,
    failures,
    errors,
    text: `  <testsuite name="journeys" ${counts}>\n${texts}\n  </testsuite>`,
  };
}

function rowCase({ row, findings }: RowWithFindings, { failOn, sources }: Surroundings) {
  const outcome =
    row.suppressed || row.state === 'standing'
      ? 'skipped'
      : row.state !== 'suspected' && row.inForce !== false && findings.some((one) => isAtOrAbove(one, failOn))
        ? 'failure'
        : 'passed';
  const name = `${reachWords(row)}: ${rowMessage(row)}`;
  const open = `    <testcase classname="${xmlText(row.rule)}" name="${xmlText(name)}"`;
  const why = `${rowWord(row)}: ${rowMessage(row)}`;
  const lines = explainLines(row, sources).map((line) => xmlText(line));
  const inside = {
    failure: `<failure type="${row.severity}" message="${xmlText(why)}">${lines.join('\n')}</failure>`,
    skipped: `<skipped message="${row.suppressed ? 'ignored or accepted' : 'known since our first look'}"/>`,
    passed: '',
  }[outcome];
  return { outcome, text: inside === '' ? `${open}/>` : `${open}>\n      ${inside}\n    </testcase>` };
}

function blindCase(one: Report['notVerified'][number]): string {
  const name = one.interaction ?? one.operation ?? one.source;
  return `    <testcase classname="not-verified" name="${xmlText(name)}">
      <error type="${one.class}" message="${xmlText(FAILURE_WORDS[one.class])}">${xmlText(one.next)}</error>
    </testcase>`;
}

function suiteOf(one: { partner?: string; environment?: string | null }): string {
  return [one.partner, one.environment].filter((part) => part).join(' ');
}
