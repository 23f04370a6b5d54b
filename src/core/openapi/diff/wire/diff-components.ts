import type { Difference } from '../../../drift/difference.ts';
import type { Subject } from '../../../drift/subject.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { toPointer } from '../../../json-pointer.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import type { PairGraph } from '../compare/pair-graph.ts';
import { differenceOf } from '../place.ts';
import type { ChangeKey } from '../rules/rules.ts';
import { type IsRenamed, renamedAmong } from '../unchanged/renamed.ts';

const WHOLE: Subject = { method: '*', path: '*', section: 'operation', location: '' };

/**
 * Component schemas that are gone. One that was only renamed, or moved into the places that used it, is not:
 * its content is another component's, or every place that met it means the same as before.
 *
 * @param graph after it is settled
 */
export function* componentDifferences(
  baseline: ApiDocument,
  observed: ApiDocument,
  graph: PairGraph,
): Generator<Difference> {
  const before = schemasOf(baseline);
  const after = schemasOf(observed);
  let isRenamed: IsRenamed | null = null;
  for (const schema of beside(before, after)) {
    if (graph.differs([schema]) === false) continue;
    isRenamed ??= renamedAmong(baseline.raw, observed.raw, beside(after, before));
    if (isRenamed(schema)) continue;
    const { name } = schema;
    yield* about(
      'schema.removed',
      `schema:${name}`,
      { schema: name },
      { baseline: schema.pointer, observed: null },
    );
  }
}

function schemasOf({ raw }: ApiDocument): JsonObject {
  const components: JsonObject = isObject(raw.components) ? raw.components : {};
  return isObject(components.schemas) ? components.schemas : {};
}

/** Schemas whose names the others do not have. */
function beside(schemas: JsonObject, others: JsonObject): (Located<Json> & { name: string })[] {
  return Object.keys(schemas)
    .filter((name) => !Object.hasOwn(others, name))
    .map((name) => ({
      name,
      value: schemas[name] as Json,
      pointer: `#/components/schemas${toPointer([name])}`,
    }));
}

function* about(
  key: ChangeKey,
  location: string,
  args: JsonObject,
  pointer: Difference['pointer'],
): Generator<Difference> {
  const difference = differenceOf('document', key, {
    subject: { ...WHOLE, location },
    operation: null,
    pointer,
    args,
  });
  if (difference) yield difference;
}
