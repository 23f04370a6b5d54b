import { comingWords } from './coming-words.ts';
import { nearestFirst } from './nearest-first.ts';
import { operationWords, placeWords } from './place.ts';
import { plainText } from './plain-text.ts';
import { sortFindings } from './sort-findings.ts';
import type { Report, ReportFinding } from './types.ts';
import { EFFECT_WORDS, FAILURE_WORDS, KNOWN_WORDS, stepWords, VERDICT_WORDS } from './words.ts';

/** A report as Markdown (GitHub's tables), for a pull request or a ticket: the same content as the human one. */
export function renderMarkdown(report: Report): string {
  const { touching, suspected, standing, suppressed, rest } = sortFindings(report);
  const blocks = [
    heading(report),
    findingTable(touching),
    suspected.length > 0 ? `**Seen, waiting to be confirmed**\n\n${findingTable(suspected)}` : '',
    counts(rest.length, standing.length, suppressed.length, report.command),
    coming(report),
    notVerified(report),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function heading(report: Report): string {
  if (report.command === 'diff') {
    const { breaking, warning, info } = report.summary;
    return `**${breaking} breaking, ${warning} warning, ${info} info**`;
  }
  return report.checks
    .map(
      (one) =>
        `- **${cell([one.partner, one.environment].filter((part) => part).join(' '))}** ${VERDICT_WORDS[one.verdict]}`,
    )
    .join('\n');
}

function findingTable(findings: readonly ReportFinding[]): string {
  if (findings.length === 0) return '';
  return table(
    ['', 'Operation', 'What', 'Where', 'Next'],
    findings.map((one) => [
      one.effect === 'unknown' ? one.severity : EFFECT_WORDS[one.effect],
      operationWords(one),
      plainText(one.message, 200),
      placeWords(one.subject),
      [one.cell ? stepWords(one.cell) : '', one.change ?? ''].filter((part) => part).join(', '),
    ]),
  );
}

function counts(rest: number, standing: number, suppressed: number, command: Report['command']): string {
  const what = command === 'diff' ? 'for information' : 'that touch nothing we use';
  return [
    ...(rest > 0 ? [`${rest} more ${what}`] : []),
    ...(standing > 0 ? [`${standing} known since our first look`] : []),
    ...(suppressed > 0 ? [`${suppressed} ignored or accepted`] : []),
  ].join('; ');
}

function coming(report: Report): string {
  if (report.coming.length === 0) return '';
  const rows = nearestFirst(report.coming).map((one) => [
    one.on?.slice(0, 10) ?? 'no date given',
    one.daysLeft === null ? '' : String(one.daysLeft),
    [one.environment, comingWords(one, report)].filter((part) => part).join(': '),
    KNOWN_WORDS[one.known],
    one.late ? 'late' : '',
  ]);
  return `**Coming**\n\n${table(['On', 'Days left', 'What', 'Known', ''], rows)}`;
}

function notVerified(report: Report): string {
  if (report.notVerified.length === 0) return '';
  const rows = report.notVerified.map((one) => [
    [one.partner, one.environment].filter((part) => part).join(' '),
    one.interaction ?? one.operation ?? '',
    `${FAILURE_WORDS[one.class]} (${one.class})`,
    one.next,
  ]);
  return `**Could not check**\n\n${table(['Where', 'What', 'Why', 'Next'], rows)}`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A partner's text must not become a link, markup or another cell. */
function cell(text: string): string {
  return plainText(text, 200)
    .replace(/[\\`*_[\]<>|~#]/g, '\\$&')
    .replaceAll('@', '@\u200b');
}
