import { html } from 'hono/html';
import type { ReportJourney } from '../src/core/report/journey-report.ts';
import type { TodayStep } from '../src/core/report/today/types.ts';
import { journeysTable } from './journeys-table.ts';
import { dayFrom, type Html, NOTHING, page, section, sentence } from './layout.ts';
import { summary } from './summary.ts';
import type { TodayFacts } from './today-facts.ts';
import type { PartnerView } from './types.ts';

/** Of a group so many steps are shown, until all are asked for. */
const SHOWN = 50;

const GROUPS = [
  ['now', 'Now'],
  ['dated', 'By date'],
  ['undated', 'No date known'],
] as const satisfies [TodayStep['when'], string][];

/** The first page: who has what to do, by date, and the journeys. */
export function todayPage(
  { at, steps }: TodayFacts,
  on: { views: readonly PartnerView[]; journeys: readonly ReportJourney[]; all: boolean },
): Html {
  const names = new Map(on.views.map(({ agreement }) => [agreement.partner, agreement.name]));
  const groups = GROUPS.map(([when, heading]) => {
    const mine = steps.filter((one) => one.when === when);
    return mine.length === 0 ? NOTHING : section(when, heading, stepList(mine, { at, names, all: on.all }));
  });
  return page(
    'Today',
    [['/', 'Today']],
    html`<p class="quiet">Who has what to do, as of ${at.slice(0, 16).replace('T', ' ')}.</p>
${summary(on.views)}
${steps.length === 0 && on.views.length > 0 ? html`<p class="empty">Nothing is to be done today.</p>` : NOTHING}
${groups}${journeysTable(on.journeys)}`,
  );
}

function stepList(
  steps: readonly TodayStep[],
  { at, names, all }: { at: string; names: ReadonlyMap<string, string>; all: boolean },
): Html {
  const shown = all ? steps : steps.slice(0, SHOWN);
  const rest = steps.length - shown.length;
  return html`<ul class="steps">${shown.map((one) => stepItem(one, at, names))}</ul>
${rest > 0 ? html`<p><a href="/?show=all">${rest} more</a></p>` : NOTHING}`;
}

function stepItem(step: TodayStep, at: string, names: ReadonlyMap<string, string>): Html {
  const name = step.partner === null ? null : (names.get(step.partner) ?? step.partner);
  const who = { ours: 'We', theirs: name, both: `We and ${name}` }[step.who];
  const by = step.when === 'now' ? html`now` : step.by === null ? NOTHING : html`by ${dayFrom(step.by, at)}`;
  return html`<li class="step ${step.who}">
<p class="who"><span class="party ${step.who}">${who}</span> ${step.late ? html`<span class="badge late">late</span> ` : NOTHING}<span class="by">${by}</span></p>
<p class="what">${sentence(step.what)}</p>
<p class="quiet">${aboutOf(step, name)}${step.why === null ? NOTHING : sentence(step.why)}</p>
</li>
`;
}

function aboutOf({ change, journey, partner, kind }: TodayStep, name: string | null): Html {
  if (change !== null) {
    const href = kind === 'release' ? `/changes/${change}#decide` : `/changes/${change}`;
    return html`<a href="${href}">${change}</a> `;
  }
  if (journey !== null) return html`<a href="/journeys/${journey}">The journey</a> `;
  const href = kind === 'read' ? '/coming#to-read' : `/partners/${partner}`;
  return html`<a href="${href}">${name}</a> `;
}
