import { isAtOrAbove } from '../drift/exit.ts';
import { groupBy } from '../group-by.ts';
import { noteLines } from './agreement-notes.ts';
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
 * A report as JUnit XML, valid by both schemas that are in common use, Ant's and that of Jenkins' xUnit plugin: a suite
 * for each partner and environment (or for the two documents), a test case for each row. Nothing is measured: all times
 * are 0, and the host is not told. A row fails if one of its findings is in force, at or above `failOn` and not
 * ignored; ignored rows are skipped; what could not be checked is an error. Journeys are a suite of their own: one that
 * suffers fails, but for `failOn` none, and one that could not be walked is an error.
 */
export function renderJunit(report: Report, surroundings: Surroundings): string {
  const rows = groupBy(allRows(report), ({ row }) => suiteOf(row));
  const blind = groupBy(report.notVerified, suiteOf);
  const names = new Set([...report.checks.map(suiteOf), ...rows.keys(), ...blind.keys()]);
  if (names.size === 0) names.add('');
  const suites: Suite[] = [...names].map((name) => {
    const check = report.checks.find((one) => suiteOf(one) === name);
    const notes = (report.notes ?? []).filter(({ partner }) => partner === check?.partner);
    return {
      name: name || surroundings.title || 'forewarn',
      at: check?.at ?? surroundings.at,
      cases: suiteCases(rows.get(name) ?? [], blind.get(name) ?? [], surroundings),
      said: noteLines(notes),
    };
  });
  if (report.journeys) {
    const at =
      report.checks
        .map((one) => one.at)
        .sort()
        .at(-1) ?? surroundings.at;
    suites.push({ name: 'journeys', at, cases: journeyCases(report.journeys, surroundings), said: [] });
  }
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
${suites.map((one, id) => suiteText(one, `id="${id}" package="forewarn.${report.command}"`)).join('\n')}
</testsuites>
`;
}

interface Case {
  outcome: 'passed' | 'skipped' | 'failure' | 'error';
  classname: string;
  name: string;
  /** The element that says it; empty for what passed. */
  inside: string;
}

interface Suite {
  name: string;
  /** ISO instant. */
  at: string;
  cases: Case[];
  said: string[];
}

/** In the order that Ant's schema asks for, with all that it asks for. Its time has no zone: this is UTC. */
function suiteText({ name, at, cases, said }: Suite, more: string): string {
  const count = (outcome: Case['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  const when = `timestamp="${new Date(at).toISOString().slice(0, 19)}" hostname="localhost" time="0"`;
  return `  <testsuite name="${xmlText(name)}" ${more} ${counts} ${when}>
    <properties/>
${cases.map(caseText).join('\n')}
    <system-out>${said.map((line) => xmlText(line)).join('\n')}</system-out>
    <system-err/>
  </testsuite>`;
}

function caseText({ classname, name, inside }: Case): string {
  const open = `    <testcase classname="${xmlText(classname)}" name="${xmlText(name)}" time="0"`;
  return inside === '' ? `${open}/>` : `${open}>\n      ${inside}\n    </testcase>`;
}

function suiteCases(
  rows: readonly RowWithFindings[],
  blind: readonly Report['notVerified'][number][],
  surroundings: Surroundings,
): Case[] {
  const cases = [...rows.map((one) => rowCase(one, surroundings)), ...blind.map(blindCase)];
  // A suite without a case would count as one that did not run.
  const none: Case = { outcome: 'passed', classname: 'forewarn', name: 'no difference', inside: '' };
  return cases.length > 0 ? cases : [none];
}

function journeyCases(journeys: readonly ReportJourney[], { failOn }: Surroundings): Case[] {
  return journeys.map(journeyFacts).map(({ id, title, kind, stands, since, details, felt }) => {
    const told = { classname: 'journey', name: `${id}: ${title}` };
    const fails = kind === 'suffering' && failOn !== 'none';
    if (!fails && kind !== 'not-verified') return { ...told, outcome: 'passed', inside: '' };
    const why = xmlText([stands, since === '' ? '' : `since ${since}`].filter((part) => part).join(', '));
    const lines = [...details, `felt by ${felt}`].map((line) => xmlText(line)).join('\n');
    const [outcome, type] = fails ? (['failure', 'journey'] as const) : (['error', 'not-verified'] as const);
    return { ...told, outcome, inside: `<${outcome} type="${type}" message="${why}">${lines}</${outcome}>` };
  });
}

function rowCase({ row, findings }: RowWithFindings, { failOn, sources }: Surroundings): Case {
  const outcome =
    row.suppressed || row.state === 'standing'
      ? 'skipped'
      : row.state !== 'suspected' && row.inForce !== false && findings.some((one) => isAtOrAbove(one, failOn))
        ? 'failure'
        : 'passed';
  const why = `${rowWord(row)}: ${rowMessage(row)}`;
  const lines = explainLines(row, sources).map((line) => xmlText(line));
  const inside = {
    failure: `<failure type="${row.severity}" message="${xmlText(why)}">${lines.join('\n')}</failure>`,
    skipped: `<skipped message="${row.suppressed ? 'ignored or accepted' : 'known since our first look'}"/>`,
    passed: '',
  }[outcome];
  return { outcome, classname: row.rule, name: `${reachWords(row)}: ${rowMessage(row)}`, inside };
}

function blindCase(one: Report['notVerified'][number]): Case {
  const inside = `<error type="${one.class}" message="${xmlText(FAILURE_WORDS[one.class])}">${xmlText(one.next)}</error>`;
  const name = one.interaction ?? one.operation ?? one.source;
  return { outcome: 'error', classname: 'not-verified', name, inside };
}

function suiteOf(one: { partner?: string; environment?: string | null }): string {
  return [one.partner, one.environment].filter((part) => part).join(' ');
}
