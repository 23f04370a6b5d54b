import type { Party, Showed, SightSource, SightState, SourceName } from '../../sight/types.ts';

/** A state in words, the sign that stands for it in a picture of text, and what nothing looks like. */
export const STATE_WORDS = {
  well: { sign: '.', words: 'nothing to see' },
  coming: { sign: '+', words: 'known to come' },
  suspected: { sign: '?', words: 'seen once, to be confirmed' },
  trouble: { sign: '#', words: 'showed it' },
  maintenance: { sign: 'm', words: 'maintenance' },
  'not-verified': { sign: 'x', words: 'could not check' },
  between: { sign: '~', words: 'between two looks' },
  'not-seen': { sign: ' ', words: 'no look' },
} as const satisfies Record<SightState, { sign: string; words: string }>;

/** Who could look at a source. */
export const PARTY_WORDS = {
  ours: 'Our side',
  both: 'Open to both',
  theirs: 'Their side',
} as const satisfies Record<Party, string>;

/** A source as people call it. @param titles of journeys, by id */
export function sourceWords({ kind, of }: SourceName, titles: ReadonlyMap<string, string>): string {
  switch (kind) {
    case 'live':
      return `our checks of ${of}`;
    case 'ahead':
      return `their ${of}, by our checks`;
    case 'pacts':
      return 'our pacts';
    case 'journey':
      return `our journey: ${titles.get(of ?? '') ?? of}`;
    case 'people':
      return 'what people told us';
    case 'documents':
      return 'their document';
    case 'announcements':
      return 'their announcements';
    case 'status-page':
      return 'their status page';
    case 'told':
      return 'what they had from us';
    default:
      return kind satisfies never;
  }
}

/** A state of a source in words: a status page has no trouble of ours, and silence of people is no look. */
export function stateWords(kind: SightSource['kind'], state: SightState): string {
  if (state === 'not-seen' && kind === 'people') return 'nothing heard';
  if (state === 'not-seen' && kind === 'told') return 'nothing yet';
  if (kind === 'told' && (state === 'trouble' || state === 'coming')) return 'told';
  if (kind === 'people' && state === 'trouble') return 'told of it';
  return STATE_WORDS[state].words;
}

/** What a look showed, in the past tense of a sentence. */
export function showedWords(kind: SightSource['kind'], showed: Showed): string {
  return kind === 'told' && showed !== 'well' ? 'told of it' : stateWords(kind, showed);
}

/** An instant to the minute, UTC; the day only where it is another one than `day` (ISO). */
export function timeWords(ms: number, day = ''): string {
  const iso = new Date(ms).toISOString();
  return iso.slice(0, 10) === day ? iso.slice(11, 16) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

/** A length of time: minutes; from three hours on in hours too, from a day on in days. */
export function lengthWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (ms > 0 && minutes === 0) return 'less than 1 minute';
  const told = minutes === 1 ? '1 minute' : `${minutes} minutes`;
  if (minutes < 180) return told;
  const hours = Math.floor(minutes / 60);
  const parts =
    minutes < 1440
      ? [`${hours} h`, `${minutes % 60} min`]
      : [`${Math.floor(hours / 24)} d`, `${hours % 24} h`];
  return `${told} (${parts.filter((part) => !part.startsWith('0 ')).join(' ')})`;
}
