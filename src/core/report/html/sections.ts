import { comingDetails, comingWords } from '../coming-words.ts';
import { toldJourneys } from '../journey-facts.ts';
import { nearestFirst } from '../nearest-first.ts';
import { nameOf } from '../row-words.ts';
import type { RowWithFindings } from '../rows.ts';
import type { Report } from '../types.ts';
import { FAILURE_WORDS, KNOWN_WORDS, SOURCE_WORDS } from '../words.ts';
import { htmlText } from './sentence.ts';

const MOST_LINES = 500;

/** What will come, with dates: nearest first. Empty where nothing does. */
export function comingSection(report: Report): string {
  if (report.coming.length === 0) return '';
  const rows = nearestFirst(report.coming).map((one) => [
    one.on === null
      ? 'no date given'
      : `<time datetime="${htmlText(one.on, 30)}">${htmlText(one.on.slice(0, 10))}</time>`,
    one.daysLeft === null ? '' : String(one.daysLeft),
    `${one.late ? '<span class="badge error">late</span> ' : ''}${htmlText([one.environment, comingWords(one, report)].filter((part) => part).join(': '))}`,
    htmlText([KNOWN_WORDS[one.known], ...comingDetails(one)].join('; '), 600),
  ]);
  return section('Coming', table(['On', 'Days left', 'What', 'Known'], rows));
}

/** Journeys that are not well, or of which people tell. Empty where there is none. */
export function journeysSection(report: Report): string {
  const rows = toldJourneys(report.journeys).map(({ title, stands, since, details, felt }) => [
    htmlText(title),
    `${htmlText(stands)}${since === '' ? '' : `, since ${htmlText(since)}`}`,
    details.map((line) => htmlText(line)).join('<br>'),
    htmlText(felt, 400),
  ]);
  const heads = ['Journey', 'How it stands', 'Why', 'Who feels it'];
  return rows.length === 0 ? '' : section('Journeys', table(heads, rows));
}

/** What in our own agreements does nothing as it stands. Empty where all does something. */
export function ownNotesSection({ notes = [] }: Report): string {
  const rows = notes.map(({ file, line, message, next }) => [
    htmlText(`${file}:${line}`, 400),
    htmlText(message, 900),
    htmlText(next, 300),
  ]);
  return rows.length === 0 ? '' : section('In our own agreement', table(['Where', 'What', 'Next'], rows));
}

/** What could not be seen, and what to do. Empty where all was. */
export function notVerifiedSection(report: Report): string {
  if (report.notVerified.length === 0) return '';
  const rows = report.notVerified.map((one) => [
    htmlText([one.partner, one.environment, SOURCE_WORDS[one.source]].filter((part) => part).join(', ')),
    htmlText(one.interaction ?? one.operation ?? ''),
    htmlText(FAILURE_WORDS[one.class]),
    htmlText(one.next),
  ]);
  return section('Could not check', table(['Where', 'What', 'Why', 'Next'], rows));
}

/** Every operation that something in the list reaches, with links to it. */
export function operationsSection(rows: readonly (RowWithFindings & { id: string })[]): string {
  const byOperation = new Map<string, { name: string; call: string; links: string[] }>();
  for (const [number, { row, id }] of rows.entries()) {
    for (const operation of row.operations) {
      const known = byOperation.get(operation.key) ?? {
        name: nameOf(operation),
        call: operation.key,
        links: [],
      };
      byOperation.set(operation.key, known);
      known.links.push(`<a href="#${id}">${number + 1}</a>`);
    }
  }
  if (byOperation.size === 0) return '';
  const lines = [...byOperation.values()].map(({ name, call, links }) => [
    htmlText(name),
    call === '* *' ? '' : `<code>${htmlText(call)}</code>`,
    String(links.length),
    links.slice(0, 20).join(', ') + (links.length > 20 ? ` and ${links.length - 20} more` : ''),
  ]);
  return section('By operation', table(['Operation', 'Call', 'Changes', 'Which'], lines));
}

/** A part of the page with a heading. */
export function section(title: string, html: string): string {
  return `<section>\n<h2>${title}</h2>\n${html}\n</section>`;
}

/** Rows beyond the first 500 are counted. */
function table(head: readonly string[], rows: readonly string[][]): string {
  const more = rows.length - MOST_LINES;
  const lines = rows
    .slice(0, MOST_LINES)
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return `<div class="scroll"><table>
<thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody></table></div>${more > 0 ? `\n<p>and ${more} more</p>` : ''}`;
}
