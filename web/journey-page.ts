import { html } from 'hono/html';
import { journeyFacts } from '../src/core/report/journey-facts.ts';
import type { ReportJourney } from '../src/core/report/journey-report.ts';
import { environmentsTable } from './environments.ts';
import { journeyBadge } from './journeys-table.ts';
import { type Html, page, sentence, time } from './layout.ts';
import type { PartnerView } from './types.ts';
import { verdictBadge } from './verdict-badge.ts';

/** One journey: how it stands, since when, for whom, what hurts, and beside it how each partner on its way stands. */
export function journeyPage(one: ReportJourney, views: readonly PartnerView[]): Html {
  const { title, details, felt } = journeyFacts(one);
  const names = new Map(views.map(({ agreement }) => [agreement.partner, agreement.name]));
  const green = one.allPartiesGreen ? 'All parties are green.' : 'Not all parties are green.';
  return page(
    title,
    [
      ['/', 'Today'],
      [`/journeys/${one.id}`, title],
    ],
    html`<dl>
<div><dt>Stands</dt><dd>${journeyBadge(one)}</dd></div>
${one.since === null ? '' : html`<div><dt>Since</dt><dd>${time(one.since)}</dd></div>`}
<div><dt>Who feels it, and what hurts</dt><dd>${felt}</dd></div>
<div><dt>What each party shows</dt><dd>${green}</dd></div>
</dl>
${details.length > 0 ? html`<h2>What is not as expected</h2><ul>${details.map((line) => html`<li>${sentence(line)}</li>`)}</ul>` : ''}
<section aria-labelledby="parties"><h2 id="parties">Partners on the way</h2>
<ul>${Object.entries(one.partners).map(
      ([partner, verdict]) =>
        html`<li>${names.has(partner) ? html`<a href="/partners/${partner}">${names.get(partner)}</a>` : partner} ${verdictBadge(verdict)}</li>`,
    )}</ul>
${views.map((view) => environmentsTable(view, false))}</section>
<p class="quiet">Look at it again with <code>forewarn check --journey ${one.id} --state .forewarn</code></p>`,
  );
}
