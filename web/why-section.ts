import { html } from 'hono/html';
import { reproductionText } from '../src/core/report/why/reproduction-text.ts';
import { whySections } from '../src/core/report/why/sections.ts';
import type { WhyReport } from '../src/core/report/why/types.ts';
import { type Html, NOTHING, section, sentence } from './layout.ts';

/** Since when it is not as agreed: the last good look, the first bad one, what changed between, what to write to them. */
export function whySection(report: WhyReport): Html {
  const parts = whySections(report).map(
    (one) => html`<h3>${one.heading}</h3>
<ul>${one.lines.map((line) => html`<li>${sentence(line)}</li>`)}</ul>
${one.parts.map((part) => html`<h4>${part.heading}</h4><ul>${part.lines.map((line) => html`<li>${sentence(line)}</li>`)}</ul>`)}`,
  );
  const text = reproductionText(report);
  return section(
    'why',
    'Since when, and what changed then',
    html`<p class="quiet">The last day. <code>forewarn why ${report.partner} --since 7d</code> tells of other times.</p>
${parts.length > 0 ? parts : html`<p class="quiet">Nobody has looked yet.</p>`}
${text === null ? NOTHING : html`<details><summary>What to write to them</summary><pre tabindex="0">${text}</pre></details>`}`,
  );
}
