import type { Difference } from '../../../drift/difference.ts';
import type { Subject } from '../../../drift/subject.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { toPointer } from '../../../json-pointer.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import type { PairGraph } from '../compare/pair-graph.ts';
import { differenceOf } from '../place.ts';
import type { ChangeKey } from '../rules/rules.ts';
import { renamedAmong } from '../unchanged/renamed.ts';

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
  const gone = [...before.keys()].filter((name) => !after.has(name));
  if (gone.length === 0) return;
  const added = [...after].flatMap(([name, schema]) => (before.has(name) ? [] : [schema]));
  const isRenamed = renamedAmong(baseline.raw, observed.raw, added);
  for (const name of gone) {
    const schema = before.get(name) as Located<Json>;
    if (graph.differs([schema]) === false || isRenamed(schema)) continue;
    yield* about(
      'schema.removed',
      `schema:${name}`,
      { schema: name },
      { baseline: schema.pointer, observed: null },
    );
  }
}

function schemasOf({ raw }: ApiDocument): Map<string, Located<Json>> {
  const components: JsonObject = isObject(raw.components) ? raw.components : {};
  const schemas = isObject(components.schemas) ? components.schemas : {};
  return new Map(
    Object.entries(schemas).map(([name, value]) => [
      name,
      { value, pointer: `#/components/schemas${toPointer([name])}` },
    ]),
  );
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
