import { html } from 'hono/html';
import type { SourceName } from '../src/core/drift/finding.ts';
import type { EnvironmentState } from '../src/core/ledger/types.ts';
import { FAILURE_WORDS, SOURCE_VERDICT_WORDS, SOURCE_WORDS } from '../src/core/report/words.ts';
import { type Html, NOTHING, table, time } from './layout.ts';
import type { PartnerView } from './types.ts';
import { verdictBadge } from './verdict-badge.ts';

const SOURCES = ['documents', 'live', 'pacts', 'headers'] as const satisfies readonly SourceName[];

/** How a partner stands in each environment, those of the agreement first even where nobody has looked yet. */
export function environmentsOf({ agreement, state }: PartnerView): [string, EnvironmentState | null][] {
  const names = new Set([
    ...agreement.environments.map(({ name }) => name),
    ...Object.keys(state.environments),
  ]);
  return [...names].map((name) => [name, state.environments[name] ?? null]);
}

/** A table of the environments; `sources`: with what each source says. */
export function environmentsTable(view: PartnerView, sources: boolean): Html {
  const rows = environmentsOf(view).map(([name, one]) => {
    const blind = one?.blind ?? null;
    const why = blind
      ? html`<br><span class="why">${FAILURE_WORDS[blind.class]}, since ${time(blind.since)}</span>`
      : NOTHING;
    const hidden = Object.entries(one?.unseen ?? {}).map(
      ([operation, { class: kind, since }]) =>
        html`<br><span class="why">${operation}: ${FAILURE_WORDS[kind]}, since ${time(since)}</span>`,
    );
    const said = SOURCES.map((source) => {
      const verdict = one?.sources?.[source];
      return html`${verdict ? SOURCE_VERDICT_WORDS[verdict] : '–'}`;
    });
    return [
      html`${name || 'documents'}`,
      html`${verdictBadge(one?.verdict ?? null)}${why}${hidden}`,
      time(one?.since ?? null),
      ...(sources ? said : []),
    ];
  });
  const heads = ['Environment', 'Stands', 'Since'];
  return table(
    `How ${view.agreement.name} stands`,
    sources ? [...heads, ...SOURCES.map((source) => SOURCE_WORDS[source])] : heads,
    rows,
    'No environment has been looked at yet.',
  );
}
