import { html } from 'hono/html';
import type { HistoryRecord } from '../src/app/history.ts';
import { parseSubject } from '../src/core/drift/subject.ts';
import type { DriftInEnvironment } from '../src/core/ledger/types.ts';
import { messageOf } from '../src/core/report/messages/messages.ts';
import { operationWords, placeWords } from '../src/core/report/place.ts';
import { CELL_WORDS } from '../src/core/report/words.ts';
import { changeCard } from './change-card.ts';
import { environmentsTable } from './environments.ts';
import { type Html, page, sentence, table, time } from './layout.ts';
import type { PartnerView, ReleaseForm } from './types.ts';
import { effectBadge } from './verdict-badge.ts';

/** Of a long table so many rows are shown; the rest is counted. */
const SHOWN = 200;

type Life = { environment: string; change: string | null; life: DriftInEnvironment };

const STATE_WORDS = {
  suspected: 'seen once, to be confirmed',
  confirmed: 'confirmed',
  standing: 'known from the first look',
  resolved: 'gone',
  retracted: 'taken back',
} as const satisfies Record<DriftInEnvironment['state'], string>;

/** One partner: environments, changes, differences over time, known differences and the ledger. */
export function partnerPage(view: PartnerView, records: readonly HistoryRecord[], form: ReleaseForm): Html {
  const { agreement, state } = view;
  const changes = Object.values(state.changes).toSorted((a, b) => b.number - a.number);
  const open = changes.filter((change) => change.closedAt === null);
  const closed = changes.filter((change) => change.closedAt !== null);
  const lives = livesOf(view);
  const drifts = lives.filter(({ life }) => life.state !== 'standing');
  const standing = lives.filter(({ life }) => life.state === 'standing');
  return page(
    agreement.name,
    [[`/partners/${agreement.partner}`, agreement.name]],
    html`<p class="quiet">As of ledger entry ${state.seq}, ${time(state.at)}.</p>
${environmentsTable(view, true)}
<section aria-labelledby="open"><h2 id="open">Open changes</h2>
${open.length > 0 ? open.map((change) => changeCard(view, change, form)) : html`<p class="quiet">No open change.</p>`}</section>
<section aria-labelledby="closed"><h2 id="closed">Closed changes</h2>
${closed.length > 0 ? html`<ul>${closed.map((one) => html`<li><a href="/changes/${one.ref}">${one.ref}</a>, ${one.how} ${time(one.closedAt)}</li>`)}</ul>` : html`<p class="quiet">None.</p>`}</section>
<section aria-labelledby="drifts"><h2 id="drifts">Differences over time</h2>
${livesTable('Everything that was seen to differ, newest first', drifts, 'None so far.')}</section>
<section aria-labelledby="standing"><h2 id="standing">Known differences</h2>
${livesTable('Where the partner already departed from its document on our first look', standing, 'None.')}</section>
<section aria-labelledby="ledger"><h2 id="ledger">Ledger</h2>${ledgerTable(records)}</section>`,
  );
}

function livesOf({ state }: PartnerView): Life[] {
  return Object.values(state.drifts)
    .flatMap((drift) =>
      Object.entries(drift.environments).map(([environment, life]) => ({
        environment,
        change: drift.change,
        life,
      })),
    )
    .toSorted((a, b) => (a.life.since < b.life.since ? 1 : -1));
}

function livesTable(caption: string, lives: readonly Life[], empty: string): Html {
  const rows = lives.slice(0, SHOWN).map(({ environment, change, life }) => {
    const { facts } = life;
    const subject = parseSubject(facts.subject);
    return html`<tr>
<th scope="row">${operationWords(facts)}</th>
<td>${sentence(subject ? messageOf(facts.rule, facts.args, subject) : facts.rule)}<br><span class="quiet">${placeWords(facts.subject)}</span></td>
<td>${environment || 'documents'}</td>
<td>${STATE_WORDS[life.state]}<br><span class="quiet">${CELL_WORDS[facts.cell]}</span></td>
<td>${effectBadge(facts.effect)}</td>
<td>${change ? html`<a href="/changes/${change}">${change}</a>` : '–'}</td>
<td>${time(life.since)}</td>
</tr>`;
  });
  const heads = ['Operation', 'What', 'Where', 'State', 'For us', 'Change', 'Since'];
  return html`${table(caption, heads, rows, empty)}${rest(lives.length)}`;
}

function ledgerTable(records: readonly HistoryRecord[]): Html {
  const rows = records.toReversed().map(
    (record) => html`<tr>
<th scope="row">${record.seq}</th>
<td>${time(record.at)}</td>
<td>${record.by.kind} ${record.by.id}</td>
<td><ul class="plain">${record.lines.map((line) => html`<li>${sentence(line)}</li>`)}</ul></td>
<td><code title="${record.hash}">${record.hash.slice(0, 12)}</code></td>
</tr>`,
  );
  const heads = ['Entry', 'At', 'By', 'What became so', 'Hash'];
  return html`${table('Ledger entries, newest first', heads, rows, 'No entry yet.')}${earlier(records)}`;
}

function earlier(records: readonly HistoryRecord[]): Html {
  const first = records[0]?.seq ?? 1;
  return first > 1 ? html`<p><a href="?before=${first}#ledger">${first - 1} earlier entries</a></p>` : html``;
}

function rest(count: number): Html {
  return count > SHOWN
    ? html`<p class="quiet">and ${count - SHOWN} more; <code>forewarn history</code> lists all.</p>`
    : html``;
}
