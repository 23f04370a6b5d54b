import { html } from 'hono/html';
import type { Journey } from '../src/core/agreement/types.ts';
import { firstLines, troubleLines } from '../src/core/report/sight/facts.ts';
import { lengthWords, PARTY_WORDS, sourceWords, stateWords } from '../src/core/report/sight/words.ts';
import type { Piece, Sight, SightRow } from '../src/core/sight/types.ts';
import { type Html, table, time } from './layout.ts';

/** Of a source that changes often so many pieces are shown, the newest; the rest is counted. */
const SHOWN = 12;

/** What each party could see in a period: a row for each source, and what is known afterwards. */
export function sightSection(sight: Sight, journeys: readonly Journey[]): Html {
  const titles = new Map(journeys.map(({ id, title }) => [id, title]));
  const telling = {
    nameOf: (source: SightRow | Sight['troubles'][number]['first']) => sourceWords(source, titles),
    day: '',
  };
  const rows = sight.rows.map((row) => [
    html`${sourceWords(row, titles)}`,
    html`${PARTY_WORDS[row.party]}`,
    piecesList(row),
  ]);
  const facts = [
    ...sight.troubles.flatMap((one) => troubleLines(one, telling)),
    ...firstLines(sight, telling),
  ];
  const heads = ['Where', 'Who could look', 'What it showed, newest first'];
  return html`<section aria-labelledby="sight"><h2 id="sight">What each party could see</h2>
<p class="quiet">From ${time(iso(sight.from))} to ${time(iso(sight.to))}. <code>forewarn sight</code> tells of other times.</p>
${sight.troubles.length > 0 ? html`<ul>${facts.map((fact) => html`<li>${fact}</li>`)}</ul>` : html`<p class="quiet">Nothing that was looked at shows trouble in this time.</p>`}
${table('What each source showed', heads, rows, 'Nothing was looked at yet.')}</section>`;
}

function piecesList(row: SightRow): Html {
  const newest = row.pieces.toReversed();
  const rest = newest.length - SHOWN;
  return html`<ul class="plain">${newest.slice(0, SHOWN).map((piece) => pieceView(row, piece))}${rest > 0 ? html`<li class="quiet">and ${rest} before</li>` : ''}</ul>`;
}

function pieceView({ kind }: SightRow, { state, note, from, to }: Piece): Html {
  const badge = html`<span class="badge ${state}">${stateWords(kind, state)}</span>`;
  return html`<li>${badge} ${time(iso(from))} to ${time(iso(to))}, ${lengthWords(to - from)}${note === null ? '' : html` <span class="quiet">${note}</span>`}</li>`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
