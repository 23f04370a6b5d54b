import { html } from 'hono/html';
import { releasable } from '../src/core/lifecycle/sendable.ts';
import { environmentsOf } from './environments.ts';
import type { Html } from './layout.ts';
import type { PartnerView } from './types.ts';

/** How partners stand, as counts; what to do where there is none. */
export function summary(views: readonly PartnerView[]): Html {
  if (views.length === 0) {
    return html`<p class="empty">No partner is watched yet. <code>forewarn init</code> writes the first agreement.</p>`;
  }
  const verdicts = views.flatMap((view) => environmentsOf(view).map(([, one]) => one?.verdict ?? 'unseen'));
  const count = (verdict: string) => verdicts.filter((one) => one === verdict).length;
  const waiting = views.flatMap((view) => releasable(view.state));
  return html`<ul class="summary">
<li class="drifts"><strong>${count('drifts')}</strong> of ${verdicts.length} environments ${count('drifts') === 1 ? 'differs' : 'differ'} from what was agreed</li>
<li class="not-verified"><strong>${count('not-verified') + count('unseen')}</strong> could not be checked, or not yet</li>
<li class="changing"><strong>${count('changing')}</strong> ${count('changing') === 1 ? 'agrees' : 'agree'} today, and will change</li>
<li class="agrees"><strong>${count('agrees')}</strong> ${count('agrees') === 1 ? 'agrees' : 'agree'}</li>
<li class="waiting"><strong>${waiting.length}</strong> ${waiting.length === 1 ? 'change waits' : 'changes wait'} for your release</li>
</ul>`;
}
