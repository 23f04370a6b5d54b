import { html } from 'hono/html';
import type { Change } from '../src/core/ledger/types.ts';
import { waitingFor } from '../src/core/lifecycle/sendable.ts';
import { type Html, NOTHING, section } from './layout.ts';
import type { PartnerView, ReleaseForm } from './types.ts';

/** Most characters of a reason; it stays in the ledger for ever. */
const LONGEST = 200;

/** What a person decides about notices that wait: they leave, wait until a day, or never leave. */
export function decideSection(view: PartnerView, change: Change, form: ReleaseForm): Html {
  const waiting = waitingFor(view.state, change.ref);
  if (waiting.length === 0) return NOTHING;
  const { name } = view.agreement;
  const { ref, keptBack } = change;
  const notices = waiting.length === 1 ? '1 notice waits' : `${waiting.length} notices wait`;
  const kept = keptBack
    ? html`<p>Kept back until <time datetime="${keptBack.until}">${keptBack.until}</time>: ${keptBack.why}</p>`
    : NOTHING;
  return section(
    'decide',
    'Release, hold or drop',
    html`<div class="decide">
<p>${notices} to leave for ${name}; <a href="#theirs">read what it would say</a> first.</p>
${kept}
<div class="choices">
<form method="post" action="/changes/${ref}/release" aria-label="Release">${common(form, 'release')}
<p class="quiet">It is sent now.</p>
<button>Release to ${name}</button></form>
<form method="post" action="/changes/${ref}/hold" aria-label="Hold">${common(form, 'hold')}
<label>Until <input type="date" name="until" required></label>
${reason()}
<button class="second">Hold until then</button></form>
<form method="post" action="/changes/${ref}/drop" aria-label="Drop">${common(form, 'drop')}
${reason()}
<p class="quiet">What waits now never leaves. This cannot be undone.</p>
<button class="second">Drop</button></form>
</div></div>`,
  );
}

function common({ token, person }: ReleaseForm, verb: string): Html {
  const who =
    person === null
      ? html`<label>Your name <input name="by" maxlength="60" autocomplete="name"></label>`
      : html`<p class="quiet">By ${person}.</p>`;
  return html`<h3>${verb.charAt(0).toUpperCase()}${verb.slice(1)}</h3><input type="hidden" name="token" value="${token}">${who}`;
}

function reason(): Html {
  return html`<label>Why <input name="why" maxlength="${LONGEST}" required autocomplete="off"></label>`;
}
