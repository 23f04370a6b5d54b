import { html } from 'hono/html';
import { factorsOf } from '../src/core/factors/factors-of.ts';
import type { Change, Side } from '../src/core/ledger/types.ts';
import type { Sight } from '../src/core/sight/types.ts';
import { changeBody } from './change-card.ts';
import type { ChangeFactsShown, ShownNotice } from './change-facts.ts';
import { decideSection } from './decide-section.ts';
import { evidenceSection } from './evidence-section.ts';
import { type Html, NOTHING, page, section, sentence, time } from './layout.ts';
import { sightSection } from './sight-section.ts';
import type { PartnerView, ReleaseForm } from './types.ts';

/** One change: as we see it, its evidence, what a person decides, and word for word what each side is told. */
export function changePage(
  view: PartnerView,
  change: Change,
  { evidence, notices }: ChangeFactsShown,
  { form, sight, now }: { form: ReleaseForm; sight: Sight; now: string },
): Html {
  const { agreement } = view;
  return page(
    change.ref,
    [
      ['/partners', 'Partners'],
      [`/partners/${agreement.partner}`, agreement.name],
      [`/changes/${change.ref}`, change.ref],
    ],
    html`<div class="card">${changeBody(view, change, now)}</div>
${evidenceSection(evidence)}
<div class="views">${(['ours', 'theirs'] as const).map((side) => sideView(view, side, notices))}</div>
${decideSection(view, change, form)}
${factorsView(view, change)}
${sightSection(sight, view.journeys)}
<p><a href="/history?change=${change.ref}">The history of ${change.ref}</a></p>`,
  );
}

/** What contributed, and what would have shown it earlier: the page is ours, so people's factors are among them. */
function factorsView({ state, agreement }: PartnerView, change: Change): Html {
  const factors = factorsOf(change, { state, agreement, side: 'ours' });
  if (factors.length === 0) return NOTHING;
  const items = factors.map((one) => {
    const shownBy = one.evidence.flatMap(({ ref, dates }) => [ref, ...dates.map((at) => at.slice(0, 10))]);
    return html`<li><strong>${one.kind}</strong>: ${sentence(one.says)} <span class="quiet">Earlier: ${sentence(one.earlier)}${shownBy.length > 0 ? ` (${shownBy.join(', ')})` : ''}</span></li>`;
  });
  return section('factors', 'What contributed', html`<ul>${items}</ul>`);
}

function sideView(view: PartnerView, side: Side, notices: readonly ShownNotice[]): Html {
  const heading = side === 'ours' ? 'What we are told' : `What ${view.agreement.name} is told`;
  const newest = notices.filter(({ notice }) => notice.due.side === side).toSorted(newestFirst);
  const [latest, ...earlier] = distinct(newest);
  return section(
    side,
    heading,
    html`${latest ? noticeView(latest) : html`<p class="empty">Nothing.</p>`}
${earlier.length > 0 ? html`<details><summary>Earlier (${earlier.length})</summary>${earlier.map((group) => noticeView(group))}</details>` : NOTHING}`,
  );
}

function newestFirst(a: ShownNotice, b: ShownNotice): number {
  return a.notice.at === b.notice.at ? a.notice.due.n - b.notice.due.n : a.notice.at < b.notice.at ? 1 : -1;
}

/** The same text to several contacts is shown once. */
function distinct(notices: readonly ShownNotice[]): ShownNotice[][] {
  const key = ({ notice, rendered }: ShownNotice) => rendered?.text ?? notice.due.id;
  return [...Map.groupBy(notices, key).values()];
}

function noticeView(group: ShownNotice[]): Html {
  const [first] = group;
  const text = first?.rendered ? `Subject: ${first.rendered.subject}\n\n${first.rendered.text}` : null;
  return html`<article class="card">
<ul class="plain quiet">${group.map((one) => html`<li>${fateWords(one)}</li>`)}</ul>
${text === null ? html`<p>Its text can no longer be written.</p>` : html`<pre tabindex="0">${text}</pre>`}
</article>`;
}

function fateWords({ notice, fate }: ShownNotice): Html {
  const id = html`<code>${notice.due.id.slice(0, 8)}</code>`;
  switch (fate) {
    case 'sent':
      return html`${id} sent ${time(notice.sentAt)}`;
    case 'dropped':
      return html`${id} dropped ${time(notice.dropped?.at ?? null)}: ${notice.dropped?.why ?? ''}`;
    case 'over':
      return html`${id} not sent: the change had ended`;
    case 'waits':
      return html`${id} waits for a release since ${time(notice.at)}`;
    case 'due': {
      const failed = notice.attempts.filter((attempt) => attempt.outcome === 'failed').length;
      return failed > 0
        ? html`${id} not delivered yet, ${failed} attempts failed`
        : html`${id} due since ${time(notice.at)}`;
    }
    default:
      return fate satisfies never;
  }
}
