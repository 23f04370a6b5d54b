import { html } from 'hono/html';
import type { Change, NoticeState, Side } from '../src/core/ledger/types.ts';
import { isDropped, isHeld } from '../src/core/lifecycle/sendable.ts';
import type { RenderedNotice } from '../src/core/report/notice/notice-layout.ts';
import { changeBody } from './change-card.ts';
import { type Html, page, time } from './layout.ts';
import type { PartnerView, ReleaseForm } from './types.ts';

/** A notice and its text, where it can be written. */
export interface ShownNotice {
  notice: NoticeState;
  rendered: RenderedNotice | null;
}

/** One change: as we see it, and word for word what each side was told or will be. */
export function changePage(
  view: PartnerView,
  change: Change,
  notices: readonly ShownNotice[],
  form: ReleaseForm,
): Html {
  const { agreement } = view;
  return page(
    change.ref,
    [
      [`/partners/${agreement.partner}`, agreement.name],
      [`/changes/${change.ref}`, change.ref],
    ],
    html`<div class="card">${changeBody(view, change, form)}</div>
${(['ours', 'theirs'] as const).map((side) => sideView(view, side, notices))}`,
  );
}

function sideView(view: PartnerView, side: Side, notices: readonly ShownNotice[]): Html {
  const heading = side === 'ours' ? 'What we are told' : `What ${view.agreement.name} is told`;
  const newest = notices.filter(({ notice }) => notice.due.side === side).toSorted(newestFirst);
  const [latest, ...earlier] = distinct(newest);
  return html`<section aria-labelledby="${side}"><h2 id="${side}">${heading}</h2>
${latest ? noticeView(view, latest) : html`<p class="quiet">Nothing.</p>`}
${earlier.length > 0 ? html`<details><summary>Earlier (${earlier.length})</summary>${earlier.map((group) => noticeView(view, group))}</details>` : ''}</section>`;
}

function newestFirst(a: ShownNotice, b: ShownNotice): number {
  return a.notice.at === b.notice.at ? a.notice.due.n - b.notice.due.n : a.notice.at < b.notice.at ? 1 : -1;
}

/** The same text to several contacts is shown once. */
function distinct(notices: readonly ShownNotice[]): ShownNotice[][] {
  const key = ({ notice, rendered }: ShownNotice) => rendered?.text ?? notice.due.id;
  return [...Map.groupBy(notices, key).values()];
}

function noticeView({ state }: PartnerView, group: ShownNotice[]): Html {
  const [first] = group;
  const text = first?.rendered ? `Subject: ${first.rendered.subject}\n\n${first.rendered.text}` : null;
  return html`<article class="card">
<ul class="plain quiet">${group.map(({ notice }) => html`<li>${fate(notice, isDropped(notice, state))}</li>`)}</ul>
${text === null ? html`<p>Its text can no longer be written.</p>` : html`<pre tabindex="0">${text}</pre>`}
</article>`;
}

function fate(notice: NoticeState, dropped: boolean): Html {
  const id = html`<code>${notice.due.id.slice(0, 8)}</code>`;
  if (notice.sentAt !== null) return html`${id} sent ${time(notice.sentAt)}`;
  if (dropped) return html`${id} not sent: the change had ended`;
  if (isHeld(notice)) return html`${id} waits for a release since ${time(notice.at)}`;
  const failed = notice.attempts.filter((attempt) => attempt.outcome === 'failed').length;
  return failed > 0
    ? html`${id} not delivered yet, ${failed} attempts failed`
    : html`${id} due since ${time(notice.at)}`;
}
