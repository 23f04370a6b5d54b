import type { Difference } from '../../../drift/difference.ts';
import type { Subject } from '../../../drift/subject.ts';
import type { Json, JsonObject } from '../../../json.ts';
import type { Located, MediaType } from '../../document/types.ts';
import { asArgument, type Reading } from '../compare/fact.ts';
import type { Context, OperationPair } from '../operation-pair.ts';
import { differenceOf, type Found, INNER, nameOf, type Place } from '../place.ts';
import type { Site } from '../rules/rule-table.ts';
import type { ChangeKey } from '../rules/rules.ts';
import { encodingDifferences } from './diff-encoding.ts';
import { lifecycleOf } from './lifecycle.ts';
import { type MediaPair, mediaOf, pairMedia } from './pair-media.ts';

/** A body in both documents. */
export interface ContentPair {
  operation: OperationPair;
  subject: Subject;
  site: Extract<Place['site'], 'request-body' | 'response-body'>;
  baseline: { content: MediaType[]; pointer: string };
  observed: { content: MediaType[]; pointer: string };
}

/** Differences of the media types of a body, of their schemas and of how their parts are written. */
export function* diffContent(context: Context, pair: ContentPair): Generator<Found> {
  const { baseline, observed, site } = pair;
  for (const met of pairMedia(baseline.content, observed.content, site === 'response-body')) {
    const { before, after, relation } = met;
    const tell = tellerOf(pair, met);
    if (!before || !after) {
      yield* tell(before ? 'media-type.removed' : 'media-type.added');
      continue;
    }
    if (relation !== 'same')
      yield* tell(NAMES[relation], {
        from: asArgument(before.written),
        to: asArgument(after.written),
      });
    if (context.unchanged.value(before.raw, after.raw)) continue;
    yield* schemaDifferences(context, pair, met, [before.schema, after.schema], '');
    if (before.raw.itemSchema !== undefined || after.raw.itemSchema !== undefined) {
      yield* schemaDifferences(context, pair, met, [itemsOf(before), itemsOf(after)], ITEMS);
    }
    yield* encodingDifferences(context, before, after, tellerOf(pair, met, INNER[pair.site]));
  }
}

/** Location of what a stream is made of. */
const ITEMS = '/*';

const NAMES = {
  narrower: 'media-type.name-specialized',
  wider: 'media-type.name-generalized',
  'other-parameters': 'media-type.name-changed',
} as const;

/** The schema of the whole, or of what a stream is made of (OpenAPI 3.2, `itemSchema`). */
function* schemaDifferences(
  { graph, unchanged }: Context,
  pair: ContentPair,
  met: MediaPair,
  [before, after]: readonly [Located<Json> | null, Located<Json> | null],
  location: string,
): Generator<Found> {
  if (!before || !after) {
    if (before || after) {
      yield* tellerOf(pair, met)(after ? 'schema.added' : 'schema.removed', {}, location);
    }
    return;
  }
  if (unchanged.value(before.value, after.value)) return;
  const reading: Reading = pair.site === 'request-body' ? 'request' : 'response';
  const { stability } = lifecycleOf(pair.operation.observed.raw);
  yield {
    place: {
      subject: { ...pair.subject, media: mediaOf(met), location },
      operation: nameOf(pair.operation.baseline),
      site: pair.site,
      ...(stability !== 'stable' && { stability: stability ?? 'draft' }),
      node: graph.node([before], [after], reading),
    },
  };
}

function itemsOf({ raw, pointer }: MediaType): Located<Json> | null {
  return raw.itemSchema === undefined ? null : { value: raw.itemSchema, pointer: `${pointer}/itemSchema` };
}

/** Tells a change of a media type of a body as a whole, or of what is inside it. */
function tellerOf(pair: ContentPair, met: MediaPair, site: Site = pair.site) {
  return function* (key: ChangeKey, args: JsonObject = {}, location = ''): Generator<Difference> {
    const media = mediaOf(met);
    const difference = differenceOf(site, key, {
      subject: { ...pair.subject, media, location },
      operation: nameOf(pair.operation.baseline),
      pointer: {
        baseline: met.before?.pointer ?? pair.baseline.pointer,
        observed: met.after?.pointer ?? pair.observed.pointer,
      },
      args: { media, ...args },
    });
    if (difference) yield difference;
  };
}
