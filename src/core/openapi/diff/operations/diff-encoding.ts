import type { Difference } from '../../../drift/difference.ts';
import type { JsonObject } from '../../../json.ts';
import { contentKey } from '../../document/content-key.ts';
import type { ApiDocument, MediaType } from '../../document/types.ts';
import type { Context } from '../operation-pair.ts';
import type { ChangeKey } from '../rules/rules.ts';
import { type MediaName, mediaKey, takes } from './media-ranges.ts';
import { partFormOf } from './parameter-style.ts';
import { encodedParts, type Part, partOf, propertyWritten, readPart } from './read-encoding.ts';

type Tell = (key: ChangeKey, args: JsonObject) => Generator<Difference>;

/** One part of a body, as both documents write it. */
interface PartPair {
  before: Part;
  after: Part;
  documents: { before: ApiDocument; after: ApiDocument };
  tell: Tell;
}

/**
 * Differences of how the parts of a form or of a multipart body are written (`encoding`, OpenAPI 3.2, 4.15).
 *
 * @param tell tells a change of a part at its location
 */
export function* encodingDifferences(
  { baseline, observed, unchanged }: Context,
  before: MediaType,
  after: MediaType,
  tell: (key: ChangeKey, args: JsonObject, location: string) => Generator<Difference>,
): Generator<Difference> {
  const names = new Set(encodedParts(before));
  for (const name of encodedParts(after)) names.add(name);
  if (names.size === 0) return;
  const isSameEncoding = unchanged.value(before.raw.encoding ?? null, after.raw.encoding ?? null);
  for (const name of names) {
    if (isSameEncoding) {
      const old = propertyWritten(before, name);
      if (old !== undefined && unchanged.value(old, propertyWritten(after, name) ?? null)) continue;
    }
    const was = partOf(baseline, before, name);
    const is = partOf(observed, after, name);
    if (!was || !is) continue;
    const isSame =
      unchanged.value(was.raw, is.raw) &&
      unchanged.value(was.schema?.value ?? null, is.schema?.value ?? null);
    if (isSame) continue;
    const pair: PartPair = {
      before: readPart(baseline, was),
      after: readPart(observed, is),
      documents: { before: baseline, after: observed },
      tell: (key, args) => tell(key, args, was.location),
    };
    yield* typeDifferences(pair);
    yield* formDifferences(pair);
    yield* headerDifferences(pair);
  }
}

function* typeDifferences({ before, after, tell }: PartPair): Generator<Difference> {
  const [was, is] = [before.types, after.types];
  if (!was || !is) return;
  const args = { from: textOf(was), to: textOf(is) };
  const lost = was.some((type) => !is.some((other) => takes(other, type)));
  const won = is.some((type) => !was.some((other) => takes(other, type)));
  if (lost) yield* tell('encoding.narrowed', args);
  else if (won) yield* tell('encoding.widened', args);
}

function* formDifferences({ before, after, documents, tell }: PartPair): Generator<Difference> {
  const was = partFormOf(documents.before, before.raw, before.schema);
  const is = partFormOf(documents.after, after.raw, after.schema);
  const explode = was.explode !== null && is.explode !== null && was.explode !== is.explode;
  if (was.style !== is.style || explode) {
    yield* tell('encoding.style-changed', { from: formText(was), to: formText(is) });
  }
  const [raw, reserved] = [before.raw.allowReserved === true, after.raw.allowReserved === true];
  if (raw !== reserved)
    yield* tell(reserved ? 'encoding.reserved-allowed' : 'encoding.reserved-forbidden', {});
}

function* headerDifferences({ before, after, documents, tell }: PartPair): Generator<Difference> {
  for (const [header, { value, pointer }] of before.headers) {
    const other = after.headers.get(header);
    if (!other) {
      yield* tell('encoding.header-removed', { header });
      continue;
    }
    if (value.required !== true && other.value.required === true) {
      yield* tell('encoding.header-added-required', { header });
    }
    const was = contentKey(documents.before.raw, { value: value.schema ?? null, pointer });
    const is = contentKey(documents.after.raw, { value: other.value.schema ?? null, pointer: other.pointer });
    if (was !== is) yield* tell('encoding.header-changed', { header });
  }
  for (const [header, { value }] of after.headers) {
    if (before.headers.has(header)) continue;
    yield* tell(
      value.required === true ? 'encoding.header-added-required' : 'encoding.header-added-optional',
      {
        header,
      },
    );
  }
}

function textOf(types: readonly MediaName[]): string {
  return types.map(mediaKey).join(', ');
}

function formText({ style, explode }: { style: string; explode: boolean | null }): string {
  return explode === null ? style : `${style}, ${explode ? 'each value on its own' : 'all values as one'}`;
}
