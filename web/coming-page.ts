import { html } from 'hono/html';
import type { ComingLine } from '../src/core/report/shown/coming-line.ts';
import type { ToRead } from '../src/core/report/to-read-lines.ts';
import { KNOWN_WORDS } from '../src/core/report/words.ts';
import type { ComingFacts } from './coming-facts.ts';
import { type Html, NOTHING, page, section, sentence, table } from './layout.ts';
import type { PartnerView } from './types.ts';

/** Of a long table so many rows are shown; the rest is counted. */
const SHOWN = 300;

const TIMING_WORDS = {
  late: 'late',
  'in-time': 'in time',
  unknown: 'not known',
} as const satisfies Record<ComingLine['timing'], string>;

/** What will change, by date, and what they wrote that waits for a person. */
export function comingPage(facts: ComingFacts, views: readonly PartnerView[]): Html {
  return page(
    'Coming',
    [['/coming', 'Coming']],
    html`<p class="quiet">What will change for us, as of ${facts.at.slice(0, 10)}. Late is what leaves us fewer days than our own migration takes.</p>
${comingTable(facts.coming, namesOf(views))}
${toReadSection(facts.toRead, namesOf(views))}`,
  );
}

function namesOf(views: readonly PartnerView[]): Map<string, string> {
  return new Map(views.map(({ agreement }) => [agreement.partner, agreement.name]));
}

/** Coming changes by date; `names`: of partners, by their key. */
export function comingTable(coming: readonly ComingLine[], names: ReadonlyMap<string, string>): Html {
  const rows = coming
    .slice(0, SHOWN)
    .map((one) => [
      html`${one.on === null ? 'no date known' : html`<time datetime="${one.on}">${one.on}</time>`}`,
      html`${daysLeft(one)}`,
      one.on === null
        ? html`–`
        : html`<span class="badge timing ${one.timing}">${TIMING_WORDS[one.timing]}</span>`,
      html`<a href="/partners/${one.partner}">${names.get(one.partner) ?? one.partner}</a>${one.environment ? ` ${one.environment}` : ''}`,
      html`${sentence(one.what)}${one.details.map((detail) => html`<br><span class="why">${sentence(detail)}</span>`)}`,
      html`${KNOWN_WORDS[one.known]}`,
      one.change ? html`<a href="/changes/${one.change}">${one.change}</a>` : html`–`,
    ]);
  const heads = ['On', 'Days left', 'For us', 'Who', 'What', 'Known', 'Change'];
  const rest = coming.length - SHOWN;
  return html`${table('Coming changes, nearest date first', heads, rows, 'Nothing is known to be coming.')}
${rest > 0 ? html`<p class="quiet">and ${rest} more; <code>forewarn coming</code> lists all.</p>` : NOTHING}`;
}

function daysLeft({ daysLeft: days }: ComingLine): string {
  if (days === null) return '–';
  if (days === 0) return 'today';
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return days > 0 ? count : `${count} ago`;
}

/** Passages of feeds that name what we use: never a difference, for our side alone. */
export function toReadSection(toRead: readonly ToRead[], names: ReadonlyMap<string, string>): Html {
  const rows = toRead
    .slice(0, SHOWN)
    .map((one) => [
      html`<code>${one.id.slice(0, 8)}</code>`,
      html`${names.get(one.partner) ?? one.partner}`,
      html`${one.names.map((name, index) => html`${index > 0 ? ', ' : ''}<code>${name}</code>`)}`,
      html`${one.until ?? '–'}`,
      html`${one.day ?? `read ${one.at}`}`,
      html`${one.url ?? 'a feed that the agreement has no more'}`,
    ]);
  const heads = ['Passage', 'Who', 'Names', 'Speaks of', 'Of', 'Where'];
  return section(
    'to-read',
    'To read',
    html`${table('What partners wrote that names what we use', heads, rows, 'Nothing waits to be read.')}
${rows.length > 0 ? html`<p class="quiet">After reading: <code>forewarn coming read PARTNER PASSAGE</code>. A dated change is written down with <code>forewarn coming add</code>.</p>` : NOTHING}`,
  );
}
