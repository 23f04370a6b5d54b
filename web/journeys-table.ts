import { html } from 'hono/html';
import { journeyFacts } from '../src/core/report/journey-facts.ts';
import type { ReportJourney } from '../src/core/report/journey-report.ts';
import { type Html, NOTHING, sentence, table, time } from './layout.ts';

/** How the journeys stand, those that do not hold first. */
export function journeysTable(journeys: readonly ReportJourney[]): Html {
  if (journeys.length === 0) return NOTHING;
  const rows = journeys
    .toSorted((a, b) => rank(a) - rank(b))
    .map((one) => {
      const { title, details, felt } = journeyFacts(one);
      const why = details.map((line) => html`<br><span class="why">${sentence(line)}</span>`);
      return [
        html`<a href="/journeys/${one.id}">${title}</a>`,
        html`${journeyBadge(one)}${why}`,
        one.since === null ? html`–` : time(one.since),
        html`${felt}`,
      ];
    });
  const heads = ['Journey', 'Stands', 'Since', 'Who feels it'];
  return html`<section aria-labelledby="journeys"><h2 id="journeys">Journeys</h2>
${table('How journeys of customers and of staff stand', heads, rows, 'None.')}</section>`;
}

const KIND_CLASSES = {
  suffering: 'drifts',
  'not-verified': 'not-verified',
  suspected: 'changing',
  reported: 'changing',
  quiet: 'agrees',
} as const;

/** How a journey stands, as a badge. */
export function journeyBadge(one: ReportJourney): Html {
  const { kind, stands } = journeyFacts(one);
  const said = kind === 'quiet' && one.verdict !== 'ok' ? 'was not walked yet' : stands;
  return html`<span class="badge ${KIND_CLASSES[kind]}">${said}</span>`;
}

const ORDER = ['suffering', 'not-verified', 'suspected', 'reported', 'quiet'];

function rank(one: ReportJourney): number {
  return ORDER.indexOf(journeyFacts(one).kind);
}
