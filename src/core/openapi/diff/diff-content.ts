import type { Difference } from '../../drift/difference.ts';
import type { Subject } from '../../drift/subject.ts';
import type { MediaType } from '../document/types.ts';
import type { Reading } from './compare/fact.ts';
import type { Context, OperationPair } from './operation-pair.ts';
import { differenceOf, type Found, nameOf, type Place } from './place.ts';
import type { ChangeKey } from './rules.ts';

/** A body in both documents. */
export interface ContentPair {
  operation: OperationPair;
  subject: Subject;
  site: Extract<Place['site'], 'request-body' | 'response-body'>;
  baseline: { content: MediaType[]; pointer: string };
  observed: { content: MediaType[]; pointer: string };
}

/** Differences of the media types of a body and of their schemas. A range takes what falls into it. */
export function* diffContent({ graph }: Context, pair: ContentPair): Generator<Found> {
  const { baseline, observed, site } = pair;
  const reading: Reading = site === 'request-body' ? 'request' : 'response';
  for (const before of baseline.content) {
    const after = mediaFor(before, baseline.content, observed.content);
    if (!after) {
      yield* about(pair, 'media-type.removed', before, null);
      continue;
    }
    if (before.schema && after.schema) {
      yield {
        place: {
          subject: { ...pair.subject, media: before.media },
          operation: nameOf(pair.operation.baseline),
          site,
          node: graph.node([before.schema], [after.schema], reading),
        },
      };
    } else if (before.schema || after.schema) {
      yield* about(pair, after.schema ? 'schema.added' : 'schema.removed', before, after);
    }
  }
  for (const after of observed.content) {
    if (!mediaFor(after, observed.content, baseline.content)) {
      yield* about(pair, 'media-type.added', null, after);
    }
  }
}

/** The same media type among others (the n-th of that name, if it is written with parameters), or a range. */
function mediaFor(media: MediaType, own: MediaType[], others: MediaType[]): MediaType | null {
  const same = others.filter((other) => other.media === media.media);
  const position = own.filter((one) => one.media === media.media).indexOf(media);
  return same[position] ?? same[0] ?? others.find((other) => isRangeOver(other.media, media.media)) ?? null;
}

function isRangeOver(range: string, media: string): boolean {
  if (range === '*/*') return true;
  return range.endsWith('/*') && media.startsWith(range.slice(0, -1));
}

function* about(
  pair: ContentPair,
  key: ChangeKey,
  before: MediaType | null,
  after: MediaType | null,
): Generator<Difference> {
  const media = (before ?? after)?.media ?? '';
  const difference = differenceOf(pair.site, key, {
    subject: { ...pair.subject, media },
    operation: nameOf(pair.operation.baseline),
    pointer: {
      baseline: before?.pointer ?? pair.baseline.pointer,
      observed: after?.pointer ?? pair.observed.pointer,
    },
    args: { media },
  });
  if (difference) yield difference;
}
