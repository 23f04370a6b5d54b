import { html } from 'hono/html';
import { releasable } from '../src/core/lifecycle/sendable.ts';
import { changeCard } from './change-card.ts';
import { environmentsOf, environmentsTable } from './environments.ts';
import { type Html, NOTHING, page } from './layout.ts';
import type { PartnerView, ReleaseForm, SomePartners } from './types.ts';

/** The first page: partners, how they stand, what is open and what waits for a release; from the one after `after`. */
export function overviewPage({ views, next }: SomePartners, after: string | null, form: ReleaseForm): Html {
  const some = after !== null || next !== null;
  return page(
    'Partners',
    [],
    html`${some ? html`<p class="quiet">${views.length} of all partners${after === null ? '' : html`, from after ${after}`}.</p>` : NOTHING}
${summary(views, after)}${views.map((view) => partnerSection(view, form))}
${next === null ? NOTHING : html`<p><a href="/?after=${encodeURIComponent(next)}">More partners</a></p>`}`,
  );
}

function summary(views: readonly PartnerView[], after: string | null): Html {
  if (views.length === 0 && after === null) {
    return html`<p>No partner is watched yet. <code>forewarn init</code> writes the first agreement.</p>`;
  }
  const verdicts = views.flatMap((view) => environmentsOf(view).map(([, one]) => one?.verdict ?? 'unseen'));
  const count = (verdict: string) => verdicts.filter((one) => one === verdict).length;
  const waiting = views.flatMap((view) => releasable(view.state));
  return html`<ul class="summary">
<li class="drifts"><strong>${count('drifts')}</strong> of ${verdicts.length} environments differ from what was agreed</li>
<li class="not-verified"><strong>${count('not-verified') + count('unseen')}</strong> could not be checked, or not yet</li>
<li class="changing"><strong>${count('changing')}</strong> agree today, and will change</li>
<li class="agrees"><strong>${count('agrees')}</strong> agree</li>
<li class="waiting"><strong>${waiting.length}</strong> ${waiting.length === 1 ? 'change waits' : 'changes wait'} for your release</li>
</ul>`;
}

function partnerSection(view: PartnerView, form: ReleaseForm): Html {
  const { agreement, state } = view;
  const open = Object.values(state.changes)
    .filter((change) => change.closedAt === null)
    .toSorted((a, b) => b.number - a.number);
  return html`<section aria-labelledby="partner-${agreement.partner}">
<h2 id="partner-${agreement.partner}"><a href="/partners/${agreement.partner}">${agreement.name}</a></h2>
${environmentsTable(view, false)}
${open.length > 0 ? open.map((change) => changeCard(view, change, form)) : html`<p class="quiet">No open change.</p>`}
</section>`;
}
