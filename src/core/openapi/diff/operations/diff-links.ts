import { canonicalJson } from '../../../canonical-json.ts';
import type { Difference } from '../../../drift/difference.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { toPointer } from '../../../json-pointer.ts';
import { resolveWhereKnown } from '../../document/reference.ts';
import type { ApiDocument, ResponseObject } from '../../document/types.ts';
import { differenceOf } from '../place.ts';
import type { ChangeKey } from '../rules/rules.ts';

/** Members of a link that say where it leads and with what. */
const LEADING = ['operationId', 'operationRef', 'parameters', 'requestBody', 'server'];

/** Links of a response that came, went or lead elsewhere. They promise what may follow, and bind nobody. */
export function* linkDifferences(
  documents: { baseline: ApiDocument; observed: ApiDocument },
  baseline: ResponseObject,
  observed: ResponseObject,
  place: Pick<Difference, 'subject' | 'operation'>,
): Generator<Difference> {
  const before = linksOf(documents.baseline, baseline);
  const after = linksOf(documents.observed, observed);
  for (const link of new Set([...before.keys(), ...after.keys()])) {
    const key = keyOf(before.get(link), after.get(link));
    if (!key) continue;
    const difference = differenceOf('response-body', key, {
      ...place,
      pointer: {
        baseline: before.has(link) ? `${baseline.pointer}/links${toPointer([link])}` : null,
        observed: after.has(link) ? `${observed.pointer}/links${toPointer([link])}` : null,
      },
      args: { link },
    });
    if (difference) yield difference;
  }
}

function keyOf(before: Json | undefined, after: Json | undefined): ChangeKey | null {
  if (before === undefined) return 'link.added';
  if (after === undefined) return 'link.removed';
  return leadingOf(before) === leadingOf(after) ? null : 'link.changed';
}

function linksOf(document: ApiDocument, { raw, pointer }: ResponseObject): Map<string, Json> {
  const links = isObject(raw.links) ? Object.entries(raw.links) : [];
  return new Map(links.map(([name, value]) => [name, resolveWhereKnown(document, { value, pointer }).value]));
}

function leadingOf(link: Json): string {
  if (!isObject(link)) return canonicalJson(link);
  const leading: JsonObject = {};
  for (const name of LEADING) if (link[name] !== undefined) leading[name] = link[name];
  return canonicalJson(leading);
}
