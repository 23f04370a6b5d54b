import { html } from 'hono/html';
import type { PartnerLine } from '../src/core/report/partner-line.ts';
import { dayFrom, type Html, NOTHING, page, table } from './layout.ts';
import { ageWords, coverageWords } from './standing.ts';
import { summary } from './summary.ts';
import type { SomePartners } from './types.ts';
import { verdictBadge } from './verdict-badge.ts';

/** All partners, a line each, from the one after `after`. */
export function partnersPage(
  { views, next }: SomePartners,
  { after, lines, now }: { after: string | null; lines: readonly PartnerLine[]; now: string },
): Html {
  const some = after !== null || next !== null;
  const rows = views.map(({ agreement, state }, index) => {
    const line = lines[index];
    const isLookedAt = Object.values(state.environments).some(({ verdict }) => verdict !== null);
    return [
      html`<a href="/partners/${agreement.partner}">${agreement.name}</a>`,
      verdictBadge(isLookedAt ? (line?.verdict ?? null) : null),
      html`${ageWords(line)}`,
      html`${coverageWords(line)}`,
      line?.next ? dayFrom(line.next, now) : html`–`,
      waits(line),
    ];
  });
  const heads = ['Partner', 'Stands', 'Looked at', 'Of what we use', 'Next date', 'Waits for'];
  return page(
    'Partners',
    [['/partners', 'Partners']],
    html`${some ? html`<p class="quiet">${views.length} of all partners${after === null ? '' : html`, from after ${after}`}.</p>` : NOTHING}
${views.length > 0 || after === null ? summary(views) : NOTHING}
${views.length > 0 ? table('How partners stand: the worst of their environments', heads, rows, '') : NOTHING}
${next === null ? NOTHING : html`<p><a href="/partners?after=${encodeURIComponent(next)}">More partners</a></p>`}`,
  );
}

function waits(line: PartnerLine | undefined): Html {
  const { ours = [], theirs = [] } = line?.waitsFor ?? {};
  if (ours.length + theirs.length === 0) return html`nobody`;
  const part = (who: string, all: readonly string[]) =>
    all.length === 0
      ? NOTHING
      : html`<span class="waits">${who}: ${all.slice(0, 5).join(', ')}${all.length > 5 ? ` and ${all.length - 5} more` : ''}</span> `;
  return html`${part('us', ours)}${part('them', theirs)}`;
}
