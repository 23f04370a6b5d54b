import { counted } from '../row-words.ts';
import type { RowWithFindings } from '../rows.ts';
import { rowCounts, type SortedRows, sortRows } from '../sort-rows.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Report } from '../types.ts';
import { VERDICT_WORDS } from '../words.ts';
import { headlineOf } from './headline.ts';
import { rowArticle, rowItem } from './row.ts';
import {
  comingSection,
  journeysSection,
  notVerifiedSection,
  operationsSection,
  ownNotesSection,
  section,
} from './sections.ts';
import { htmlText } from './sentence.ts';
import { STYLE } from './style.ts';

const MOST_ARTICLES = 300;
const MOST_ITEMS = 1_000;

/**
 * A report as one HTML page that needs nothing else: no script, no network (its own policy forbids both). For people
 * who do not read OpenAPI: what breaks, where, before and after, a value that shows it, dates, what could not be seen.
 */
export function renderHtml(
  report: Report,
  { title, sources }: Pick<Surroundings, 'title' | 'sources'>,
): string {
  const sorted = sortRows(report);
  const headline = headlineOf(report, sorted);
  const told = [...sorted.touching, ...sorted.suspected].map(({ row, findings, effect }, index) => ({
    row,
    findings,
    effect,
    number: index + 1,
    id: `change-${index + 1}`,
  }));
  const shown = told.slice(0, MOST_ARTICLES);
  const articles = shown.map((one) => rowArticle(one.row, one, sources));
  const parts = [
    articles.length > 0
      ? section(
          'What changed',
          `<div class="changes">\n${articles.join('\n')}\n</div>${more(told.length - shown.length)}`,
        )
      : '',
    journeysSection(report),
    comingSection(report),
    notVerifiedSection(report),
    ownNotesSection(report),
    operationsSection(shown),
    others('For information', sorted.rest),
    others('Known since our first look', sorted.standing),
    others('Ignored or accepted', sorted.suppressed),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${htmlText(`${headline} · ${title}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<p class="quiet">Forewarn · ${htmlText(title)}</p>
<h1>${htmlText(headline)}</h1>
${tiles(sorted)}
${checks(report)}</header>
${parts.filter((part) => part !== '').join('\n')}
</main>
</body>
</html>
`;
}

function tiles(sorted: SortedRows): string {
  const { breaks, breaking, warning, info, known } = rowCounts(sorted);
  const tile = (n: number, name: string, kind: string) => `<li class="${kind}"><b>${n}</b> ${name}</li>`;
  return `<ul class="tiles" aria-label="Changes">
${[
  ...(known ? [tile(breaks, breaks === 1 ? 'breaks us' : 'break us', 'error')] : []),
  tile(breaking, 'breaking', 'error'),
  tile(warning, 'warning', 'warning'),
  tile(info, 'info', 'note'),
].join('\n')}
</ul>`;
}

function checks({ checks: all }: Report): string {
  if (all.length === 0) return '';
  const lines = all.slice(0, MOST_ARTICLES).map((one) => {
    const who = [one.partner, one.environment].filter((part) => part).join(' ');
    return `<li><b>${htmlText(who)}</b> ${VERDICT_WORDS[one.verdict]} <span class="quiet">(${htmlText(one.at.slice(0, 16).replace('T', ' '))} UTC)</span></li>`;
  });
  return `<ul>\n${lines.join('\n')}\n</ul>${more(all.length - lines.length)}\n`;
}

function others(title: string, rows: readonly RowWithFindings[]): string {
  if (rows.length === 0) return '';
  const items = rows.slice(0, MOST_ITEMS).map(({ row }) => rowItem(row));
  return section(
    title,
    `<details><summary>${counted(rows.length, 'change', 'changes')}</summary>
<ul class="list">
${items.join('\n')}
</ul>${more(rows.length - items.length)}</details>`,
  );
}

function more(left: number): string {
  return left > 0 ? `\n<p>and ${left} more (all of them: <code>--format json</code>)</p>` : '';
}
