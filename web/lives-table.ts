import { html } from 'hono/html';
import { parseSubject } from '../src/core/drift/subject.ts';
import type { DriftInEnvironment } from '../src/core/ledger/types.ts';
import { messageOf } from '../src/core/report/messages/messages.ts';
import { operationWords, placeWords } from '../src/core/report/place.ts';
import { CELL_WORDS } from '../src/core/report/words.ts';
import { type Html, sentence, table, time } from './layout.ts';
import type { PartnerView } from './types.ts';
import { effectBadge } from './verdict-badge.ts';

/** Of a long table so many rows are shown; the rest is counted. */
const SHOWN = 200;

const STATE_WORDS = {
  suspected: 'seen once, to be confirmed',
  confirmed: 'confirmed',
  standing: 'known from the first look',
  accepted: 'taken over as agreed',
  resolved: 'gone',
  retracted: 'taken back',
} as const satisfies Record<DriftInEnvironment['state'], string>;

/** One difference in one environment, and the change that it belongs to. */
export interface Life {
  environment: string;
  change: string | null;
  life: DriftInEnvironment;
}

/** Every difference over time, newest first. */
export function livesOf({ state }: PartnerView): Life[] {
  return Object.values(state.drifts)
    .flatMap((drift) =>
      Object.entries(drift.environments).map(([environment, life]) => ({
        environment,
        change: drift.change,
        life,
      })),
    )
    .toSorted((a, b) => (a.life.since < b.life.since ? 1 : -1));
}

/** Differences as a table. */
export function livesTable(caption: string, lives: readonly Life[], empty: string): Html {
  const rows = lives.slice(0, SHOWN).map(({ environment, change, life }) => {
    const { facts } = life;
    const subject = parseSubject(facts.subject);
    return [
      html`${operationWords(facts)}`,
      html`${sentence(subject ? messageOf(facts.rule, facts.args, subject) : facts.rule)}<br><span class="quiet">${placeWords(facts.subject)}</span>`,
      html`${environment || 'documents'}`,
      html`${STATE_WORDS[life.state]}<br><span class="quiet">${CELL_WORDS[facts.cell]}</span>`,
      effectBadge(facts.effect),
      change ? html`<a href="/changes/${change}">${change}</a>` : html`–`,
      time(life.since),
    ];
  });
  const heads = ['Operation', 'What', 'Where', 'State', 'For us', 'Change', 'Since'];
  const rest = lives.length - SHOWN;
  return html`${table(caption, heads, rows, empty)}${rest > 0 ? html`<p class="quiet">and ${rest} more; <code>forewarn history</code> lists all.</p>` : ''}`;
}
