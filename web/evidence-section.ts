import { html } from 'hono/html';
import type { EvidenceRow } from '../src/core/report/shown/evidence.ts';
import { type Html, section, sentence, table } from './layout.ts';
import { effectBadge } from './verdict-badge.ts';

/** Of a change with many differences so many are shown; the rest is counted. */
const SHOWN = 100;

/** What was agreed beside what was seen, a row for each difference. */
export function evidenceSection(evidence: readonly EvidenceRow[]): Html {
  const rows = evidence
    .slice(0, SHOWN)
    .map((one) => [
      html`${one.operation}<br><span class="why">${[one.call, one.place].filter((part) => part && part !== one.operation).join(' · ')}</span>`,
      html`${sentence(one.what)} ${effectBadge(one.effect)}`,
      html`${one.environment ?? 'documents'}`,
      lines(one.agreed, 'the agreed document is not at hand here'),
      lines(one.seen, 'the shape of the answer is not at hand here'),
    ]);
  const rest = evidence.length - SHOWN;
  const heads = ['Operation', 'What', 'Where', 'Agreed', 'Seen'];
  return section(
    'evidence',
    'Evidence',
    html`${table('What was agreed, and what was seen; shapes alone, no values of an answer', heads, rows, 'It has no difference that is told one by one.')}
${rest > 0 ? html`<p class="quiet">and ${rest} more.</p>` : ''}`,
  );
}

function lines(all: readonly string[], none: string): Html {
  if (all.length === 0) return html`<span class="quiet">${none}</span>`;
  return html`${all.map((one, index) => (index === 0 ? html`<span class="value">${one}</span>` : html`<br><span class="why">${one}</span>`))}`;
}
