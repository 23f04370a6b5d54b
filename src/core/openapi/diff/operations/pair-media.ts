import { groupBy } from '../../../group-by.ts';
import type { MediaType } from '../../document/types.ts';
import {
  type MediaName,
  type MediaRelation,
  mediaKey,
  mediaTypeOf,
  relationOf,
  takes,
} from './media-ranges.ts';

/** One media type of a body in either document, and how the new one reads for one who expected the old. */
export interface MediaPair {
  before: MediaType | null;
  after: MediaType | null;
  relation: NonNullable<MediaRelation>;
}

interface Named {
  media: MediaType;
  name: MediaName;
}

/** Media types by what they could be related to, so that long lists are not compared each with each. */
type Kin = Map<string, Named[]>;

/**
 * Pairs the media types of a body. What is sent must be taken: as itself, or by a range. What comes back under
 * another name is told as that where the two are related, else as gone and new.
 */
export function pairMedia(
  before: readonly MediaType[],
  after: readonly MediaType[],
  isResponse: boolean,
): MediaPair[] {
  if (isWrittenAlike(before, after)) {
    return before.map((media, index) => ({ before: media, after: after[index] ?? null, relation: 'same' }));
  }
  const own = before.map(named);
  const others = after.map(named);
  const same = sameOf(own, others);
  const taken = new Set(same.values());
  const left = others.filter((other) => !taken.has(other));
  const [all, rest, ranges] = [byKin(others), byKin(left), byKin(own)];
  const met = new Set<Named>();
  const pairs = own.map((one): MediaPair => {
    const equal = same.get(one);
    if (equal) return { before: one.media, after: equal.media, relation: 'same' };
    const found = isResponse ? related(one, rest, all) : takerOf(one, all);
    if (found) met.add(found.other);
    return { before: one.media, after: found?.other.media ?? null, relation: found?.relation ?? 'same' };
  });
  for (const other of left) {
    if (isResponse && met.has(other)) continue;
    const range = takerOf(other, ranges)?.other;
    if (range && met.has(other)) continue;
    pairs.push({ before: range?.media ?? null, after: other.media, relation: 'same' });
  }
  return pairs;
}

/** Nearly all bodies are: then no name need be read. */
function isWrittenAlike(before: readonly MediaType[], after: readonly MediaType[]): boolean {
  return (
    before.length === after.length && before.every(({ written }, index) => written === after[index]?.written)
  );
}

/** Media type that differences of a pair are told at: that of the old name, or the kind that its range became. */
export function mediaOf({ before, after }: MediaPair): string {
  if (!before || !after) return (before ?? after)?.media ?? '';
  const narrower = before.media !== after.media && takes(mediaTypeOf(before.media), mediaTypeOf(after.media));
  return narrower ? after.media : before.media;
}

type Met = { other: Named; relation: NonNullable<MediaRelation> };

function takerOf(one: Named, kin: Kin): Met | null {
  const other = widerThan(one, kin).find(({ name }) => takes(name, one.name));
  return other ? { other, relation: 'same' } : null;
}

function related(one: Named, left: Kin, all: Kin): Met | null {
  const { name } = one;
  const first = (candidates: readonly Named[], relation: Met['relation']): Met | null => {
    const other = candidates.find((candidate) => relationOf(name, candidate.name) === relation);
    return other ? { other, relation } : null;
  };
  return (
    first(narrowerThan(one, left), 'narrower') ??
    first(left.get(name.name) ?? [], 'other-parameters') ??
    first(widerThan(one, left), 'wider') ??
    (name.name.endsWith('/*') ? first(narrowerThan(one, all), 'narrower') : null)
  );
}

function widerThan({ name: { name } }: Named, kin: Kin): Named[] {
  const [type] = name.split('/', 1);
  const plain = plainOf(name);
  return [name, `${type}/*`, '*/*', ...(plain ? [plain] : [])].flatMap((key) => kin.get(key) ?? []);
}

function narrowerThan({ name: { name } }: Named, kin: Kin): readonly Named[] {
  if (name === '*/*') return kin.get('') ?? [];
  if (name.endsWith('/*')) return kin.get(name.slice(0, -1)) ?? [];
  return [...(kin.get(name) ?? []), ...(kin.get(`+${name}`) ?? [])];
}

/** Each under its name, its type (`text/`), the plain type that it is a kind of (`+application/json`), and `''`. */
function byKin(list: readonly Named[]): Kin {
  const kin: Kin = new Map();
  for (const one of list) {
    const { name } = one.name;
    const plain = plainOf(name);
    for (const key of [name, `${name.split('/', 1)[0]}/`, '', ...(plain ? [`+${plain}`] : [])]) {
      const known = kin.get(key);
      if (known) known.push(one);
      else kin.set(key, [one]);
    }
  }
  return kin;
}

/** `application/json` of `application/problem+json` (RFC 6839); null where there is no suffix. */
function plainOf(name: string): string | null {
  const [type, subtype = ''] = name.split('/', 2);
  const at = subtype.lastIndexOf('+');
  return at === -1 ? null : `${type}/${subtype.slice(at + 1)}`;
}

/** Those that are named the same in both; of several, the first is the first. */
function sameOf(own: readonly Named[], others: readonly Named[]): Map<Named, Named> {
  const left = groupBy(others, ({ name }) => mediaKey(name));
  const same = new Map<Named, Named>();
  for (const one of own) {
    const other = left.get(mediaKey(one.name))?.shift();
    if (other) same.set(one, other);
  }
  return same;
}

function named(media: MediaType): Named {
  return { media, name: mediaTypeOf(media.written) };
}
