import { figuresOf } from '../../replay/figures.ts';
import type { Replay, ReplayDay, ToldChange, ToldDifference } from '../../replay/types.ts';
import { section } from '../html/sections.ts';
import { htmlSentence, htmlText } from '../html/sentence.ts';
import { STYLE } from '../html/style.ts';
import {
  changeWords,
  dayOf,
  differenceWords,
  figureLines,
  headlineOf,
  removalWords,
  shownRemovals,
  titleOf,
  usageWords,
} from './replay-words.ts';

const MOST_DAYS = 100;
const MOST_DIFFERENCES = 20;
const MOST_LINES = 200;

/** A replay as one HTML page that needs nothing else: no script, no network (its own policy forbids both). */
export function replayHtml(replay: Replay): string {
  const figures = figuresOf(replay);
  const headline = headlineOf(figures, replay);
  const told = replay.days.filter((day) => day.told.length > 0);
  const articles = told.slice(0, MOST_DAYS).flatMap((day) => day.told.map((change) => article(change, day)));
  const parts = [
    section('In all', list(figureLines(replay).map((line) => htmlText(line)))),
    articles.length > 0
      ? section('What would have been told', articles.join('\n') + more(told.length - MOST_DAYS))
      : '',
    part(
      'What went',
      shownRemovals(replay).map((one) => `<b>${dayOf(one.at)}</b> ${htmlText(removalWords(one))}`),
    ),
    part(
      'Could not be read',
      replay.unread.map(
        ({ at, version, detail }) => `<b>${dayOf(at)}</b> ${htmlText(version, 60)}: ${htmlText(detail)}`,
      ),
    ),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${htmlText(`${headline} · ${titleOf(replay)}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<p class="quiet">Forewarn, back-test · ${htmlText(titleOf(replay))}</p>
<h1>${htmlText(headline)}</h1>
<p>${htmlText(usageWords(replay))}</p>
</header>
${parts.filter((one) => one !== '').join('\n')}
</main>
</body>
</html>
`;
}

function article(change: ToldChange, day: ReplayDay): string {
  const gravity = change.differences.some(isGrave) ? 'error' : 'warning';
  const items = change.differences.slice(0, MOST_DIFFERENCES).map((one) => {
    const { does, what } = differenceWords(one);
    return `<span class="badge${isGrave(one) ? ' error' : ''}">${htmlText(does)}</span> ${htmlSentence(what)}`;
  });
  return `<article class="${gravity}">
<h3><time datetime="${dayOf(day.at)}">${dayOf(day.at)}</time> <span class="quiet">${htmlText(change.change)}</span> ${htmlText(changeWords(change, day))}</h3>
${list(items)}${more(change.count - items.length)}
</article>`;
}

function isGrave({ effect, severity }: ToldDifference): boolean {
  return effect === 'breaks' || (effect === 'unknown' && severity === 'breaking');
}

function part(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return section(title, list(lines.slice(0, MOST_LINES)) + more(lines.length - MOST_LINES));
}

function list(items: readonly string[]): string {
  return `<ul class="list">\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`;
}

function more(left: number): string {
  return left > 0 ? `\n<p>and ${left} more (all of them: <code>--format json</code>)</p>` : '';
}
