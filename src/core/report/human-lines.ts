import type { Coming } from '../drift/finding.ts';
import { comingWords } from './coming-words.ts';
import { nearestFirst } from './nearest-first.ts';
import { type Paint, VERDICT_MARKS } from './paint.ts';
import { operationWords, placeWords } from './place.ts';
import { plainText } from './plain-text.ts';
import type { SortedFindings } from './sort-findings.ts';
import type { Report, ReportCheck, ReportFinding } from './types.ts';
import {
  EFFECT_WORDS,
  FAILURE_WORDS,
  KNOWN_WORDS,
  SOURCE_VERDICT_WORDS,
  SOURCE_WORDS,
  stepWords,
  VERDICT_WORDS,
} from './words.ts';

/** One line a finding: what it does, the operation, what changed and where, what to do. At most `most` lines. */
export function findingLines(
  findings: readonly ReportFinding[],
  report: Report,
  most: number,
  paint: Paint,
): string[] {
  const lines = findings.slice(0, most).map((finding) => `  ${findingLine(finding, report, paint)}`);
  if (findings.length > most) lines.push(`  and ${findings.length - most} more (all of them: --format json)`);
  return lines;
}

function findingLine(finding: ReportFinding, report: Report, paint: Paint): string {
  const word = finding.effect === 'unknown' ? finding.severity : EFFECT_WORDS[finding.effect];
  const colour = word === 'breaking' || finding.effect === 'breaks' ? 'red' : 'yellow';
  const who = severalChecks(report) ? `${whereOf(finding)}: ` : '';
  const place = placeWords(finding.subject);
  const what = `${plainText(finding.message, 200).replace(/\.$/, '')}${place ? ` (${place})` : ''}`;
  const journeys = [...new Set(finding.affects.flatMap((one) => one.journeys))];
  const more = [
    ...(journeys.length > 0 ? [`felt in ${journeys.join(', ')}`] : []),
    ...(finding.cell ? [stepWords(finding.cell)] : []),
    ...(finding.change ? [finding.change] : []),
    ...(finding.proof === 'undecided' ? ['not proven'] : []),
  ];
  const tail = more.length > 0 ? paint('dim', ` · ${more.join(' · ')}`) : '';
  return `${paint(colour, word.padEnd(12))}  ${who}${paint('bold', operationWords(finding))}: ${what}${tail}`;
}

/** What does not touch us, in counts. */
export function restLine(sorted: SortedFindings, usageKnown: boolean): string {
  const { rest, standing, suppressed } = sorted;
  const counts = (['breaking', 'warning', 'info'] as const).flatMap((level) => {
    const n = rest.filter((one) => one.severity === level).length;
    return n > 0 ? [`${n} ${level}`] : [];
  });
  const of = usageKnown ? 'touching nothing that we use' : 'for information';
  return [
    ...(rest.length > 0
      ? [
          `${rest.length} ${plural(rest.length, 'difference')} ${of}${usageKnown ? ` (${counts.join(', ')})` : ''}`,
        ]
      : []),
    ...(standing.length > 0 ? [`${standing.length} known since our first look`] : []),
    ...(suppressed.length > 0 ? [`${suppressed.length} ignored or accepted`] : []),
  ].join('; ');
}

/** What will come, nearest date first. */
export function comingLines(report: Report, paint: Paint): string[] {
  return nearestFirst(report.coming).map((one) => {
    const when = one.on === null ? 'no date given' : `${one.on.slice(0, 10)}${daysWords(one)}`;
    const what = [one.environment, comingWords(one, report)].filter((part) => part);
    const mark = one.late ? paint('red', 'LATE ') : '';
    return `  ${mark}${paint('blue', when)}  ${what.join(': ')} · known ${KNOWN_WORDS[one.known]}${one.change ? ` · ${one.change}` : ''}`;
  });
}

/** What could not be seen: why, what exactly, and what to do. */
export function notVerifiedLines(report: Report, paint: Paint): string[] {
  return report.notVerified.map((one) => {
    const what = one.interaction ?? one.operation;
    const about = what ? `: ${plainText(what)}` : '';
    const why = `${FAILURE_WORDS[one.class]} (${one.class}${one.detail ? `, ${plainText(one.detail, 80)}` : ''})`;
    return `  ${paint('yellow', whereOf(one))}, ${SOURCE_WORDS[one.source]}${about}: ${why} · ${plainText(one.next, 160)}`;
  });
}

/** The verdict of each check; of a diff, its counts. */
export function verdictLines(report: Report, paint: Paint): string[] {
  if (report.command === 'diff') {
    const { breaking, warning, info } = report.summary;
    const [mark, colour] = VERDICT_MARKS[report.verdict];
    if (breaking + warning + info === 0) return [`${paint('green', '✓')} no difference`];
    return [`${paint(colour, mark)} ${breaking} breaking, ${warning} warning, ${info} info`];
  }
  return report.checks.map((check) => {
    const [mark, colour] = VERDICT_MARKS[check.verdict];
    const sources = sourceWords(check);
    return `${paint(colour, `${mark} ${whereOf(check)} ${VERDICT_WORDS[check.verdict]}`)}${paint('dim', sources)}`;
  });
}

function sourceWords(check: ReportCheck): string {
  const parts = Object.entries(check.sources).flatMap(([name, verdict]) =>
    verdict === 'not-configured'
      ? []
      : [`${SOURCE_WORDS[name as keyof typeof SOURCE_WORDS]}: ${SOURCE_VERDICT_WORDS[verdict]}`],
  );
  const { used, exercised, skipped } = check.coverage;
  const left = [
    ...(skipped.mode > 0 ? [`${skipped.mode} left out as read-only`] : []),
    ...(skipped.budget > 0 ? [`${skipped.budget} over today's calls`] : []),
    ...(skipped.doNotCall > 0 ? [`${skipped.doNotCall} in a time without calls`] : []),
  ];
  if (used > 0 && check.sources.live !== 'not-configured')
    parts.push(`saw ${exercised} of ${used} uses${left.length > 0 ? ` (${left.join(', ')})` : ''}`);
  return ` · ${parts.length > 0 ? parts.join(' · ') : 'there was nothing to look at'}`;
}

function whereOf(one: { partner?: string; environment?: string | null }): string {
  return [one.partner, one.environment].filter((part) => part).join(' ');
}

function severalChecks(report: Report): boolean {
  return report.checks.length > 1;
}

function daysWords(one: Coming): string {
  if (one.daysLeft === null) return '';
  if (one.daysLeft < 0) return ` (${-one.daysLeft} ${plural(-one.daysLeft, 'day')} ago)`;
  return one.daysLeft === 0 ? ' (today)' : ` (in ${one.daysLeft} ${plural(one.daysLeft, 'day')})`;
}

function plural(n: number, word: string): string {
  return n === 1 ? word : `${word}s`;
}
