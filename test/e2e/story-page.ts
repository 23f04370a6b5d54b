/** What the page shows of something that the story told. */
export interface SameOnThePage {
  thing: string;
  /** A line of the terminal, with what the page has to repeat of it. */
  told: RegExp;
  path: string;
  /** What one row of that page says. */
  row: (found: Record<string, string>) => string[];
  /** What no row says that begins like it. */
  never?: RegExp;
}

/** A line that the story tells of a day: `day` and `date` are those of the heading before it. */
const on = (line: string) =>
  new RegExp(String.raw`\nDay (?<day>\d+), (?<date>\S+)\n(?:(?!\nDays? \d)[\s\S])*?${line}`);

/** The seven things that the story of the samples has, and where its page shows each. */
export const SAME_ON_THE_PAGE: SameOnThePage[] = [
  {
    thing: 'noise that stays quiet',
    told: on('· {2}City Geo +(?<where>\\w+): what was seen once has gone again; nobody was told'),
    path: '/history?partner=city-geo',
    row: ({ date, where }) => [`${date} 06:00`, `${where}: taken back: `],
    never: /taken back.*a notice to/,
  },
  {
    thing: 'an outage that is no change',
    told: on(
      '\\? {2}City Geo +(?<where>\\w+): could not be checked, (?<why>[^;]+); no change: nobody is told',
    ),
    path: '/history?partner=city-geo',
    row: ({ date, where, why }) => [`${date} 06:00`, `${where}: could not check since ${date} 06:00: ${why}`],
    never: /could not check since.*(?:a notice to|opened)/,
  },
  {
    thing: 'a credential that is refused, told once to ours',
    told: on('→ {2}us +Civic ID (?<where>\\w+): could not be checked'),
    path: '/history?partner=civic-id',
    row: ({ date, where }) => [
      `${date} 06:00`,
      `${where}: could not check since `,
      'our credentials were not accepted',
      'a notice to us is due (blind)',
    ],
    never: /a notice to (?!us)/,
  },
  {
    thing: 'a change that is taken back',
    told: on('✓ {2}City Geo +\\w+: (?<ref>CITY-GEO-\\d+) has gone; whoever was told hears so'),
    path: '/partners/city-geo',
    row: ({ date, ref }) => [`${ref}`, `resolved ${date} 06:00`],
  },
  {
    thing: 'a dated announcement in time',
    told: on(
      '! {2}Civic ID +\\w+: (?<ref>CIVIC-ID-\\d+), (?<what>[^\\n]*?) ends on (?<until>\\S+), by a Sunset header: \\d+ days left: in time',
    ),
    path: '/coming',
    row: ({ ref, until, what }) => [
      `${until}`,
      'in time',
      'Civic ID',
      `${what}`,
      'by a Sunset header',
      `${ref}`,
    ],
  },
  {
    thing: 'a late one',
    told: on(
      '✗ {2}City Geo +\\w+: (?<ref>CITY-GEO-\\d+), (?<what>[^\\n]*?) ends on (?<until>\\S+), by a Sunset header: \\d+ days left, fewer than our move takes: late',
    ),
    path: '/coming',
    row: ({ ref, until, what }) => [`${until}`, 'late', 'City Geo', `${what}`, `${ref}`],
  },
  {
    thing: 'both directions',
    told: on(
      '✗ {2}us +our staging, used by Swift Ship: (?<ref>SWIFT-SHIP-\\d+), a difference \\(breaks them\\)',
    ),
    path: '/history?partner=swift-ship',
    row: ({ date, ref }) => [
      `${date} 06:00`,
      `${ref} opened: our API does not give what their pact needs`,
      `ours:staging: confirmed, ${ref}`,
      '(breaks them)',
      `a notice to us is due (announce) of ${ref}`,
    ],
    never: /a notice to (?!us)/,
  },
];

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What a person reads of a page, row by row of its tables and lists. */
export function rowsOf(html: string): string[] {
  return html
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .split(/(?=<tr\b|<li><a |<\/tbody>|<h[1-3]\b)/)
    .map((row) =>
      row
        .replace(/<[^>]*>/g, ' ')
        .replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole)
        .replace(/\s+/g, ' '),
    );
}
