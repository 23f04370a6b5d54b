import { html } from 'hono/html';
import type { Change, NoticeDue } from '../src/core/ledger/types.ts';
import { waitingFor } from '../src/core/lifecycle/sendable.ts';
import { messageOf } from '../src/core/report/messages/messages.ts';
import { changeFacts } from '../src/core/report/notice/notice-facts.ts';
import {
  deadlineSection,
  type Section,
  type SectionInput,
  stepSection,
  whatSection,
  whenSection,
  whoSection,
} from '../src/core/report/notice/notice-sections.ts';
import { type Html, NOTHING, sentence, time } from './layout.ts';
import type { PartnerView, ReleaseForm } from './types.ts';
import { effectBadge } from './verdict-badge.ts';

/** A change under its reference, which leads to its own page. */
export function changeCard(view: PartnerView, change: Change, form: ReleaseForm): Html {
  return html`<article class="card" aria-labelledby="${change.ref}">
<h3 id="${change.ref}"><a href="/changes/${change.ref}">${change.ref}</a></h3>
${changeBody(view, change, form)}
</article>`;
}

/** What of a change, from when, who feels it, whose step, by when; and its release, where something waits. */
export function changeBody(view: PartnerView, change: Change, form: ReleaseForm): Html {
  const { worst, sections } = told(view, change);
  const since = change.closedAt
    ? html`Opened ${time(change.openedAt)}, ${change.how} ${time(change.closedAt)}.`
    : html`Open since ${time(change.openedAt)}.`;
  return html`<p class="quiet">${worst ? html`${effectBadge(worst)} ` : NOTHING}${since}</p>
<dl>${sections.map(sectionTerms)}</dl>
${releaseForm(view, change, form)}`;
}

/** The form that lets the held notices of a change leave; nothing where none waits. */
function releaseForm(view: PartnerView, change: Change, form: ReleaseForm): Html {
  const waiting = waitingFor(view.state, change.ref);
  if (waiting.length === 0) return NOTHING;
  const notices = waiting.length === 1 ? '1 notice waits' : `${waiting.length} notices wait`;
  return html`<form method="post" action="/changes/${change.ref}/release" class="release">
<input type="hidden" name="token" value="${form.token}">
<p>${notices} for your release to ${view.agreement.name}. <a href="/changes/${change.ref}#theirs">Read before you release.</a></p>
${form.person === null ? html`<label>Released by <input name="by" maxlength="60" autocomplete="name" placeholder="your name"></label>` : html`<p class="quiet">Released by ${form.person}.</p>`}
<button>Release ${change.ref} to ${view.agreement.name}</button>
</form>`;
}

function told(view: PartnerView, change: Change) {
  const { agreement, state, journeys } = view;
  const at = state.at ?? change.openedAt;
  const facts = changeFacts(change, { state, agreement, journeys, at });
  const due = dueOf(view, change);
  const input: SectionInput = { agreement, change, facts, due, at, toldBefore: false, messageOf };
  const sections = [whatSection(input), whenSection(input), whoSection(input)];
  if (change.closedAt === null) sections.push(stepSection(input), deadlineSection(input));
  return { worst: facts.drifts[0]?.effect, sections: sections.filter((section) => section !== null) };
}

/** The latest notice to ours says how the change is told; one is made up where none was due. */
function dueOf({ state }: PartnerView, { ref, occurrence }: Change): NoticeDue {
  const ours = Object.values(state.notices).filter(({ due }) => due.change === ref && due.side === 'ours');
  const latest = ours.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1)?.due;
  const open = latest && latest.step !== 'resolved' && latest.step !== 'retracted' ? latest : null;
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
