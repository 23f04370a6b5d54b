import { isObject, type JsonObject } from '../../../json.ts';
import { toPointer } from '../../../json-pointer.ts';
import { operationsOf } from '../../document/read-operation.ts';
import type { ApiDocument, Operation } from '../../document/types.ts';
import type { Context } from '../operation-pair.ts';
import { diffBodies } from '../operations/diff-bodies.ts';
import { diffParameters } from '../operations/diff-parameters.ts';
import { diffResponses } from '../operations/diff-responses.ts';
import type { Found } from '../place.ts';

/** Any media type: a library does not say as what its schemas are sent. */
const ANY = '*/*';

/** How each kind of component would be used by an operation; a schema both ways. */
const USES: Record<string, (component: JsonObject) => JsonObject> = {
  schemas: (schema) => ({
    requestBody: { content: { [ANY]: { schema } } },
    responses: { default: { content: { [ANY]: { schema } } } },
  }),
  requestBodies: (body) => ({ requestBody: body }),
  parameters: (parameter) => ({ parameters: [parameter] }),
  responses: (response) => ({ responses: { default: response } }),
  headers: (header) => ({ responses: { default: { headers: { component: header } } } }),
};

/**
 * Differences of documents that have no operations and are there for their components, which others refer to: each
 * component that both have is compared as an operation would use it. In any other document a component counts where
 * an operation reaches it. Its subject has `component:KIND/NAME` for a path.
 */
export function* libraryDifferences(context: Context): Generator<Found> {
  const { baseline, observed } = context;
  if (!isLibrary(baseline) || !isLibrary(observed)) return;
  for (const kind of Object.keys(USES)) {
    for (const name of namesOf(baseline, kind)) {
      const before = usedBy(baseline, kind, name);
      const after = usedBy(observed, kind, name);
      if (!before || !after) continue;
      const pair = { baseline: before, observed: after };
      yield* diffParameters(context, pair);
      yield* diffBodies(context, pair);
      yield* diffResponses(context, pair);
    }
  }
}

function isLibrary({ raw, operations }: ApiDocument): boolean {
  return operations.length === 0 && raw.webhooks === undefined && raw['x-webhooks'] === undefined;
}

/** An operation that uses one component and nothing else; null where the document has none of that name. */
function usedBy({ raw }: ApiDocument, kind: string, name: string): Operation | null {
  const uses = USES[kind];
  const pointer = `#/components${toPointer([kind, name])}`;
  if (!uses || !Object.hasOwn(componentsOf(raw, kind), name)) return null;
  const item = { post: uses({ $ref: pointer }) };
  return operationsOf(raw, `component:${kind}/${name}`, { value: item, pointer })[0] ?? null;
}

function namesOf({ raw }: ApiDocument, kind: string): string[] {
  return Object.keys(componentsOf(raw, kind));
}

function componentsOf({ components }: JsonObject, kind: string): JsonObject {
  const all = isObject(components) ? components[kind] : undefined;
  return isObject(all) ? all : {};
}
