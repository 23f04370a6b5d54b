import { html } from 'hono/html';
import type { Change, NoticeDue } from '../src/core/ledger/types.ts';
import { waitingFor } from '../src/core/lifecycle/sendable.ts';
import { END_STEPS } from '../src/core/lifecycle/threads.ts';
import { messageOf } from '../src/core/report/messages/messages.ts';
import { changeFacts } from '../src/core/report/notice/notice-facts.ts';
import {
  answersSection,
  deadlineSection,
  type Section,
  type SectionInput,
  stepSection,
  whatSection,
  whenSection,
  whoSection,
} from '../src/core/report/notice/notice-sections.ts';
import { type Html, NOTHING, sentence, time } from './layout.ts';
import type { PartnerView } from './types.ts';
import { effectBadge } from './verdict-badge.ts';

/** A change under its reference, which leads to its own page. */
export function changeCard(view: PartnerView, change: Change, now: string): Html {
  const waits = waitingFor(view.state, change.ref).length > 0;
  return html`<article class="card" aria-labelledby="${change.ref}">
<h3 id="${change.ref}"><a href="/changes/${change.ref}">${change.ref}</a></h3>
${changeBody(view, change, now)}
${waits ? html`<p><a class="act" href="/changes/${change.ref}#decide">Release, hold or drop what waits</a></p>` : NOTHING}
</article>`;
}

/**
 * What of a change, from when, who feels it, whose step, by when.
 *
 * @param now ISO instant that the days left are counted from
 */
export function changeBody(view: PartnerView, change: Change, now: string): Html {
  const { worst, sections } = told(view, change, now);
  const since = change.closedAt
    ? html`Opened ${time(change.openedAt)}, ${change.how} ${time(change.closedAt)}.`
    : html`Open since ${time(change.openedAt)}.`;
  return html`<p class="quiet">${worst ? html`${effectBadge(worst)} ` : NOTHING}${since}</p>
<dl>${sections.map(sectionTerms)}</dl>`;
}

function told(view: PartnerView, change: Change, now: string) {
  const { agreement, state, journeys } = view;
  const known = state.at ?? change.openedAt;
  // A ledger may be ahead of this machine's clock: what stands in it has happened.
  const at = change.closedAt === null && now > known ? now : known;
  const facts = changeFacts(change, { state, agreement, journeys, at });
  const due = dueOf(view, change);
  const input: SectionInput = { agreement, change, facts, due, at, toldBefore: false, messageOf };
  const sections = [whatSection(input), whenSection(input), whoSection(input), answersSection(input)];
  if (change.closedAt === null) sections.push(stepSection(input), deadlineSection(input));
  return { worst: facts.drifts[0]?.effect, sections: sections.filter((section) => section !== null) };
}

/** The latest notice to ours says how the change is told; one is made up where none was due. */
function dueOf({ state }: PartnerView, { ref, occurrence }: Change): NoticeDue {
  const ours = Object.values(state.notices).filter(({ due }) => due.change === ref && due.side === 'ours');
  const latest = ours.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1)?.due;
  const open = latest && !END_STEPS.has(latest.step) ? latest : null;
  return (
    open ?? {
      id: '',
      change: ref,
      occurrence,
      side: 'ours',
      step: 'announce',
      contact: '',
      n: 0,
      environment: null,
      held: false,
    }
  );
}

function sectionTerms({ heading, lines }: Section): Html {
  const items = lines.map((line) => line.replace(/^- /, ''));
  const body =
    items.length > 1
      ? html`<ul>${items.map((item) => html`<li>${sentence(item)}</li>`)}</ul>`
      : sentence(items[0] ?? '–');
  return html`<div><dt>${heading}</dt><dd>${body}</dd></div>`;
}
