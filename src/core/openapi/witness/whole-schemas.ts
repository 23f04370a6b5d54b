import type { Difference } from '../../drift/difference.ts';
import { normalisePath, operationOf } from '../../drift/subject.ts';
import type { Json } from '../../json.ts';
import type { OperationPair } from '../diff/operation-pair.ts';
import { mediaOf, pairMedia } from '../diff/operations/pair-media.ts';
import { pairOperations } from '../diff/operations/pair-operations.ts';
import { pairParameters } from '../diff/operations/pair-parameters.ts';
import { readCallbacks, readWebhooks, type Sent } from '../document/read-webhooks.ts';
import type { ApiDocument, Located, Operation, ResponseObject } from '../document/types.ts';

/** The schemas of a whole body, parameter or header in both documents, and the location inside it. */
export interface Whole {
  baseline: Located<Json>;
  observed: Located<Json>;
  location: string;
}

type Sides = Record<'baseline' | 'observed', Located<Json> | null | undefined>;

/** Operations of two documents with their webhooks and callbacks by the key of subjects, each with its like. */
export type OperationPairs = ReadonlyMap<string, OperationPair>;

/** Pairs the operations, webhooks and callbacks of two documents. */
export function operationPairsOf(baseline: ApiDocument, observed: ApiDocument): OperationPairs {
  const pairs = new Map<string, OperationPair>();
  for (const { baseline: before, observed: after } of pairOperations(baseline, observed).known) {
    if (!after) continue;
    pairs.set(before.key, { baseline: before, observed: after });
    addSent(pairs, readCallbacks(baseline.raw, before), readCallbacks(observed.raw, after));
  }
  addSent(pairs, readWebhooks(baseline.raw), readWebhooks(observed.raw));
  return pairs;
}

/** Finds what a difference is in; null where it is in no schema, or nobody can tell which. */
export function wholeOf(pairs: OperationPairs, { subject }: Difference): Whole | null {
  const pair = pairs.get(operationOf(subject));
  if (!pair) return null;
  const responses = subject.section === 'response' && subject.status !== undefined;
  const bodies = responses
    ? {
        baseline: responseOf(pair.baseline, subject.status),
        observed: responseOf(pair.observed, subject.status),
      }
    : { baseline: pair.baseline.requestBody, observed: pair.observed.requestBody };
  if (subject.media === undefined) return inParameter(pair, bodies, subject.location);
  if (!bodies.baseline || !bodies.observed) return null;
  const media = pairMedia(bodies.baseline.content, bodies.observed.content, responses).find(
    (one) => mediaOf(one) === subject.media,
  );
  return whole({ baseline: media?.before?.schema, observed: media?.after?.schema }, subject.location);
}

function inParameter(
  pair: OperationPair,
  bodies: Record<'baseline' | 'observed', ResponseObject | Operation['requestBody'] | null>,
  location: string,
): Whole | null {
  for (const { location: name, before, after } of pairParameters(pair)) {
    if (isBelow(location, name)) {
      return whole({ baseline: before?.schema, observed: after?.schema }, location.slice(name.length));
    }
  }
  for (const header of headersOf(bodies.baseline)) {
    const name = `header:${header.name.toLowerCase()}`;
    const other = headersOf(bodies.observed).find(
      (one) => one.name.toLowerCase() === header.name.toLowerCase(),
    );
    if (isBelow(location, name))
      return whole({ baseline: header.schema, observed: other?.schema }, location.slice(name.length));
  }
  return null;
}

function headersOf(body: ResponseObject | Operation['requestBody'] | null): ResponseObject['headers'] {
  return body && 'headers' in body ? body.headers : [];
}

function isBelow(location: string, name: string): boolean {
  return location === name || location.startsWith(`${name}/`);
}

function whole({ baseline, observed }: Sides, location: string): Whole | null {
  return baseline && observed ? { baseline, observed, location } : null;
}

function responseOf({ responses }: Operation, status = ''): ResponseObject | null {
  const named = (name: string) => responses.find((response) => response.status === name);
  return named(status) ?? named(`${status[0]}XX`) ?? named('default') ?? null;
}

/** What is sent to us, by its name; one name is one callback, however many operations have it. */
function addSent(pairs: Map<string, OperationPair>, before: readonly Sent[], after: readonly Sent[]): void {
  const others = new Map(after.flatMap(({ operations }) => operations.map((one) => [keyOf(one), one])));
  for (const one of before.flatMap(({ operations }) => operations)) {
    const other = others.get(keyOf(one));
    if (other && !pairs.has(keyOf(one))) pairs.set(keyOf(one), { baseline: one, observed: other });
  }
}

function keyOf({ method, path }: Operation): string {
  return `${method} ${normalisePath(path)}`;
}
