import { html } from 'hono/html';
import type { Effect, Verdict } from '../src/core/drift/finding.ts';
import { VERDICT_MARKS } from '../src/core/report/paint.ts';
import { EFFECT_WORDS, VERDICT_WORDS } from '../src/core/report/words.ts';
import type { Html } from './layout.ts';

/** A verdict: a mark, a colour and words; never the colour alone. */
export function verdictBadge(verdict: Verdict | null): Html {
  if (verdict === null)
    return html`<span class="badge verdict unseen"><span aria-hidden="true">·</span> not looked at yet</span>`;
  const [mark] = VERDICT_MARKS[verdict];
  return html`<span class="badge verdict ${verdict}"><span aria-hidden="true">${mark}</span> ${VERDICT_WORDS[verdict]}</span>`;
}

/** What a difference does to us. */
export function effectBadge(effect: Effect): Html {
  return html`<span class="badge ${effect}">${EFFECT_WORDS[effect]}</span>`;
}
