import type { MediaType } from '../document/types.ts';
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

/**
 * Pairs the media types of a body. What is sent must be taken: as itself, or by a range. What comes back under
 * another name is told as that where the two are related, else as gone and new.
 */
export function pairMedia(
  before: readonly MediaType[],
  after: readonly MediaType[],
  isResponse: boolean,
): MediaPair[] {
  const left = after.map(named);
  const known = before.map(named).map((one): [Named, Named | null] => [one, takeSame(one, left)]);
  const pairs: MediaPair[] = [];
  const met = new Set<Named>();
  for (const [one, same] of known) {
    const found = same ? { other: same, relation: 'same' as const } : related(one, left, after, isResponse);
    if (found) met.add(found.other);
    pairs.push({ before: one.media, after: found?.other.media ?? null, relation: found?.relation ?? 'same' });
  }
  for (const other of left) {
    if (isResponse && met.has(other)) continue;
    const range = known.find(([one]) => takes(one.name, other.name))?.[0] ?? null;
    if (range && met.has(other)) continue;
    pairs.push({ before: range?.media ?? null, after: other.media, relation: 'same' });
  }
  return pairs;
}

/** Media type that differences of a pair are told at: that of the old name, or the kind that its range became. */
export function mediaOf({ before, after }: MediaPair): string {
  if (!before || !after) return (before ?? after)?.media ?? '';
  return before.media !== after.media && takes(mediaTypeOf(before.media), mediaTypeOf(after.media))
    ? after.media
    : before.media;
}

function related(
  one: Named,
  left: readonly Named[],
  after: readonly MediaType[],
  isResponse: boolean,
): { other: Named; relation: NonNullable<MediaRelation> } | null {
  if (!isResponse) {
    const other = after.map(named).find(({ name }) => takes(name, one.name));
    return other
      ? { other: left.find(({ media }) => media === other.media) ?? other, relation: 'same' }
      : null;
  }
  const candidates = left.map((other) => ({ other, relation: relationOf(one.name, other.name) }));
  for (const relation of ['narrower', 'other-parameters', 'wider'] as const) {
    const found = candidates.find((candidate) => candidate.relation === relation);
    if (found) return { other: found.other, relation };
  }
  const inside = after.map(named).find(({ name }) => takes(one.name, name));
  return inside ? { other: inside, relation: 'narrower' } : null;
}

/** The first that is named the same and not taken yet. */
function takeSame({ name }: Named, left: Named[]): Named | null {
  const key = mediaKey(name);
  const at = left.findIndex((other) => mediaKey(other.name) === key);
  return at === -1 ? null : (left.splice(at, 1)[0] ?? null);
}

function named(media: MediaType): Named {
  return { media, name: mediaTypeOf(media.written) };
}
