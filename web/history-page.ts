import { html, raw } from 'hono/html';
import { ENTRY_KINDS } from '../src/core/report/shown/entry-kinds.ts';
import { VERDICT_WORDS } from '../src/core/report/words.ts';
import type { HistoryFacts, HistoryFilter } from './history-facts.ts';
import { type Html, NOTHING, page, section, sentence, table, time } from './layout.ts';

/** What was seen, told and answered: filtered, with whether it holds, and what was known at an instant. */
export function historyPage(facts: HistoryFacts, filter: HistoryFilter, partners: readonly string[]): Html {
  const rows = facts.entries.map((one) => [
    html`${one.partner} ${one.seq}`,
    time(one.at),
    html`${one.by.kind} ${one.by.id}`,
    html`<ul class="plain">${one.lines.map((line) => html`<li>${sentence(line)}</li>`)}</ul>`,
    html`<code class="hash" title="${one.hash}">${one.hash.slice(0, 12)}</code>`,
  ]);
  const heads = ['Entry', 'At', 'By', 'What became so', 'Hash'];
  return page(
    'History',
    [['/history', 'History']],
    html`${filterForm(filter, partners)}
${section('verified', 'Does it hold?', verifiedList(facts.verified))}
${facts.knownThen ? thenSection(facts.knownThen) : NOTHING}
${section('entries', 'Entries', html`${table('Ledger entries, newest first', heads, rows, 'No entry fits.')}${earlier(facts, filter)}`)}`,
  );
}

function filterForm(filter: HistoryFilter, partners: readonly string[]): Html {
  const option = (value: string, label: string, chosen: boolean) =>
    html`<option value="${value}"${chosen ? raw(' selected') : NOTHING}>${label}</option>`;
  return html`<form method="get" action="/history" class="filter" aria-label="Which entries">
<label>Partner <select name="partner">${option('', 'all', filter.partner === null)}${partners.map((one) => option(one, one, one === filter.partner))}</select></label>
<label>Change <input name="change" value="${filter.change ?? ''}" maxlength="40" placeholder="ACME-PAY-12" autocomplete="off"></label>
<label>About <select name="kind">${option('', 'everything', filter.kind === null)}${ENTRY_KINDS.map((one) => option(one, one, one === filter.kind))}</select></label>
<label>As of <input name="as-of" value="${filter.asOf?.slice(0, 16) ?? ''}" maxlength="24" placeholder="2026-11-20" autocomplete="off"></label>
<button>Show</button>
</form>`;
}

function verifiedList(verified: HistoryFacts['verified']): Html {
  if (verified.length === 0) return html`<p class="empty">No ledger yet.</p>`;
  const tellsAll = html`<p class="quiet"><code>forewarn history verify</code> checks evidence and signed checkpoints too.</p>`;
  return html`<ul class="plain">${verified.map(({ partner, ledger }) => {
    if (!ledger)
      return html`<li><span class="badge none">not checked here</span> ${partner}: it is long</li>`;
    if (ledger.ok && ledger.entries === 0) return html`<li>${partner}: no entry yet</li>`;
    if (ledger.ok)
      return html`<li><span class="badge agrees">holds</span> ${partner}: ${ledger.entries === 1 ? '1 entry' : `${ledger.entries} entries, each bound to the one before`}; the last is <code title="${ledger.head}">${ledger.head.slice(0, 12)}</code></li>`;
    const where = ledger.fault ? ` at entry ${ledger.fault.seq}` : ' in what was derived from it';
    return html`<li><span class="badge drifts">does not hold</span> ${partner}${where}</li>`;
  })}</ul>${tellsAll}`;
}

function thenSection(then: NonNullable<HistoryFacts['knownThen']>): Html {
  const rows = then.environments.map((one) => [
    html`${one.environment ?? 'documents'}`,
    html`${one.verdict === null ? 'not looked at' : VERDICT_WORDS[one.verdict]}`,
    time(one.since),
  ]);
  return section(
    'then',
    html`What was known at ${time(then.asOf)}`,
    html`${table(`${then.partner} by then`, ['Environment', 'Stood', 'Since'], rows, 'Nobody had looked yet.')}
<p>Open then: ${then.open.length === 0 ? 'nothing' : html`${then.open.map(({ change }, index) => html`${index > 0 ? ', ' : ''}<a href="/changes/${change}">${change}</a>`)}`}. Told by then: ${then.told.filter(({ sentAt }) => sentAt !== null).length}; waiting for a release: ${then.told.filter(({ held }) => held).length}.</p>`,
  );
}

function earlier({ earlier: before }: HistoryFacts, filter: HistoryFilter): Html {
  if (before === null) return NOTHING;
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries({
    partner: filter.partner,
    change: filter.change,
    kind: filter.kind,
    'as-of': filter.asOf,
    before: String(before),
  }))
    if (value) asked.set(name, value);
  return html`<p><a href="/history?${asked.toString()}#entries">Earlier entries</a></p>`;
}
