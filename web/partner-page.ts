import { html } from 'hono/html';
import type { ReportJourney } from '../src/core/report/journey-report.ts';
import type { PartnerLine } from '../src/core/report/partner-line.ts';
import { plainText } from '../src/core/report/plain-text.ts';
import type { WhyReport } from '../src/core/report/why/types.ts';
import type { Sight } from '../src/core/sight/types.ts';
import { changeCard } from './change-card.ts';
import type { ComingFacts } from './coming-facts.ts';
import { comingTable, toReadSection } from './coming-page.ts';
import { environmentsTable } from './environments.ts';
import { journeyBadge } from './journeys-table.ts';
import { type Html, NOTHING, page, section, time } from './layout.ts';
import { livesOf, livesTable } from './lives-table.ts';
import { sightSection } from './sight-section.ts';
import { standingList } from './standing.ts';
import type { PartnerView } from './types.ts';
import { verdictBadge } from './verdict-badge.ts';
import { whySection } from './why-section.ts';

/** Open changes that are shown whole; the others are listed. */
const WHOLE = 10;
/** Closed changes that are listed. */
const LISTED = 100;

/** What is told of one partner. */
export interface PartnerTold {
  line: PartnerLine;
  now: string;
  coming: ComingFacts;
  why: WhyReport;
  sight: Sight;
  /** How the journeys stand that were walked. */
  walked: readonly ReportJourney[];
}

/** One partner: verdict, age, coverage, environments, changes, what is coming, known differences, journeys. */
export function partnerPage(view: PartnerView, told: PartnerTold): Html {
  const { agreement, state } = view;
  const names = new Map([[agreement.partner, agreement.name]]);
  const lives = livesOf(view);
  const drifts = lives.filter(({ life }) => life.state !== 'standing');
  const standing = lives.filter(({ life }) => life.state === 'standing');
  const isLookedAt = Object.values(state.environments).some(({ verdict }) => verdict !== null);
  return page(
    agreement.name,
    [
      ['/partners', 'Partners'],
      [`/partners/${agreement.partner}`, agreement.name],
    ],
    html`<p>${verdictBadge(isLookedAt ? told.line.verdict : null)}</p>
${standingList(told.line, told.now)}
<p class="quiet">As of ledger entry ${state.seq}, ${time(state.at)}: <a href="/history?partner=${agreement.partner}">its history</a>.</p>
${section('environments', 'Environments', environmentsTable(view, true))}
${changesSections(view, told.now)}
${section('coming', 'Coming', comingTable(told.coming.coming, names))}
${told.coming.toRead.length > 0 ? toReadSection(told.coming.toRead, names) : NOTHING}
${journeysSection(view, told.walked)}
${section('standing', 'Known differences', livesTable('Where the partner already departed from its document on our first look', standing, 'None.'))}
${whySection(told.why)}
${sightSection(told.sight, view.journeys)}
${section('drifts', 'Differences over time', livesTable('Everything that was seen to differ, newest first', drifts, 'None so far.'))}`,
  );
}

function changesSections(view: PartnerView, now: string): Html {
  const changes = Object.values(view.state.changes).toSorted((a, b) => b.number - a.number);
  const open = changes.filter((change) => change.closedAt === null);
  const closed = changes.filter((change) => change.closedAt !== null);
  const rest = open.slice(WHOLE);
  const links = rest.map(
    (one) => html`<li><a href="/changes/${one.ref}">${one.ref}</a>, open since ${time(one.openedAt)}</li>`,
  );
  const ended = closed
    .slice(0, LISTED)
    .map(
      (one) => html`<li><a href="/changes/${one.ref}">${one.ref}</a>, ${one.how} ${time(one.closedAt)}</li>`,
    );
  const more = closed.length - LISTED;
  return html`${section(
    'open',
    'Open changes',
    open.length > 0
      ? html`${open.slice(0, WHOLE).map((change) => changeCard(view, change, now))}${rest.length > 0 ? html`<details><summary>${rest.length} more</summary><ul>${links}</ul></details>` : NOTHING}`
      : html`<p class="quiet">No open change.</p>`,
  )}${section('closed', 'Closed changes', closed.length > 0 ? html`<ul>${ended}</ul>${more > 0 ? html`<p class="quiet">and ${more} before; <a href="/history?partner=${view.agreement.partner}&amp;kind=changes">History</a> has them.</p>` : NOTHING}` : html`<p class="quiet">None.</p>`)}`;
}

/** Journeys that lead over the partner: what is touched by open changes, and how those stand that are walked. */
function journeysSection(
  { agreement, state, journeys }: PartnerView,
  walked: readonly ReportJourney[],
): Html {
  const mine = journeys.filter(({ steps }) => steps.some(({ partner }) => partner === agreement.partner));
  const changes = Object.values(state.changes).filter(({ closedAt }) => closedAt === null);
  const touching = (id: string) =>
    changes.filter(({ drifts }) =>
      drifts.some((key) =>
        Object.values(state.drifts[key]?.environments ?? {}).some(
          ({ state: at, facts }) =>
            at === 'confirmed' && facts.affects.some((one) => one.journeys.includes(id)),
        ),
      ),
    );
  const items = mine.map(({ id, title, hurts }) => {
    const refs = touching(id);
    const walk = walked.find((one) => one.id === id);
    const name = walk ? html`<a href="/journeys/${id}">${plainText(title)}</a>` : html`${plainText(title)}`;
    const badge = walk ? html` ${journeyBadge(walk)}` : NOTHING;
    const touched =
      refs.length === 0
        ? html`<span class="quiet">no open change touches it</span>`
        : html`touched by ${refs.slice(0, 5).map((one, index) => html`${index > 0 ? ', ' : ''}<a href="/changes/${one.ref}">${one.ref}</a>`)}${refs.length > 5 ? ` and ${refs.length - 5} more` : ''}: ${plainText(hurts)}`;
    return html`<li>${name}${badge}: ${touched}</li>`;
  });
  return section(
    'journeys',
    'Journeys over this partner',
    items.length > 0 ? html`<ul>${items}</ul>` : html`<p class="quiet">None is named.</p>`,
  );
}
