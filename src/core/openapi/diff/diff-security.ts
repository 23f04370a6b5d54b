import type { Difference } from '../../drift/difference.ts';
import type { Subject } from '../../drift/subject.ts';
import { isObject, type JsonObject } from '../../json.ts';
import { toPointer } from '../../json-pointer.ts';
import { readSecurity } from '../document/read-operation.ts';
import type { ApiDocument, SecurityAlternative } from '../document/types.ts';
import { type OperationPair, subjectOf } from './operation-pair.ts';
import { differenceOf, nameOf } from './place.ts';
import type { Site } from './rule-table.ts';
import type { ChangeKey } from './rules.ts';

type Place = Pick<Difference, 'subject' | 'operation' | 'pointer'> & { site: Site };

const WHOLE: Subject = { method: '*', path: '*', section: 'security', location: '' };

/** Differences of an operation's own security; the document's is told once, for all. */
export function* operationSecurityDifferences(pair: OperationPair): Generator<Difference> {
  const { baseline, observed } = pair;
  if (baseline.raw.security === undefined && observed.raw.security === undefined) return;
  yield* requirementDifferences(baseline.security ?? [], observed.security ?? [], {
    site: 'operation',
    subject: subjectOf(baseline, 'security'),
    operation: nameOf(baseline),
    pointer: { baseline: baseline.pointer, observed: observed.pointer },
  });
}

/** Differences of the document's own security and of its schemes. */
export function* documentSecurityDifferences(
  baseline: ApiDocument,
  observed: ApiDocument,
): Generator<Difference> {
  yield* requirementDifferences(
    readSecurity(baseline.raw.security) ?? [],
    readSecurity(observed.raw.security) ?? [],
    {
      site: 'document',
      subject: WHOLE,
      operation: null,
      pointer: { baseline: '#/security', observed: '#/security' },
    },
  );
  const before = baseline.securitySchemes;
  const after = observed.securitySchemes;
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const a = Object.hasOwn(before, name) ? before[name] : undefined;
    const b = Object.hasOwn(after, name) ? after[name] : undefined;
    yield* schemeDifferences(name, a ?? null, b ?? null);
  }
}

function* requirementDifferences(
  before: SecurityAlternative[],
  after: SecurityAlternative[],
  place: Place,
): Generator<Difference> {
  const others = new Map(after.map((one) => [keyOf(one), one]));
  const own = new Map(before.map((one) => [keyOf(one), one]));
  for (const [key, alternative] of own) {
    const other = others.get(key);
    if (!other) yield* about(place, 'security.removed', { security: key });
    else yield* scopeDifferences(alternative, other, place);
  }
  for (const key of others.keys())
    if (!own.has(key)) yield* about(place, 'security.added', { security: key });
}

function* scopeDifferences(
  before: SecurityAlternative,
  after: SecurityAlternative,
  place: Place,
): Generator<Difference> {
  for (const [scheme, scopes] of Object.entries(before)) {
    const others = after[scheme] ?? [];
    for (const scope of scopes) {
      if (!others.includes(scope)) yield* about(place, 'security.scope-removed', { security: scheme, scope });
    }
    for (const scope of others) {
      if (!scopes.includes(scope)) yield* about(place, 'security.scope-added', { security: scheme, scope });
    }
  }
}

function* schemeDifferences(name: string, a: JsonObject | null, b: JsonObject | null): Generator<Difference> {
  const pointer = `#/components/securitySchemes${toPointer([name])}`;
  const place: Place = {
    site: 'document',
    subject: { ...WHOLE, location: toPointer([name]) },
    operation: null,
    pointer: { baseline: a ? pointer : null, observed: b ? pointer : null },
  };
  const args = { security: name };
  if (!a || !b) {
    yield* about(place, a ? 'security-scheme.removed' : 'security-scheme.added', args);
    return;
  }
  if (a.type !== b.type) {
    yield* about(place, 'security-scheme.type-changed', args);
    return;
  }
  for (const [flow, before] of Object.entries(flowsOf(a))) {
    const after = flowsOf(b)[flow];
    if (!isObject(before) || !isObject(after)) continue;
    if (before.authorizationUrl !== after.authorizationUrl) {
      yield* about(place, 'security-scheme.oauth-url-changed', { ...args, flow });
    }
    if (before.tokenUrl !== after.tokenUrl) {
      yield* about(place, 'security-scheme.oauth-token-url-changed', { ...args, flow });
    }
    const scopes = Object.keys(isObject(before.scopes) ? before.scopes : {});
    const others = Object.keys(isObject(after.scopes) ? after.scopes : {});
    for (const scope of scopes.filter((one) => !others.includes(one))) {
      yield* about(place, 'security-scheme.oauth-scope-removed', { ...args, flow, scope });
    }
    for (const scope of others.filter((one) => !scopes.includes(one))) {
      yield* about(place, 'security-scheme.oauth-scope-added', { ...args, flow, scope });
    }
  }
}

function flowsOf(scheme: JsonObject): JsonObject {
  return isObject(scheme.flows) ? scheme.flows : {};
}

/** Names of the schemes that are needed together; `none` for no credentials. */
function keyOf(alternative: SecurityAlternative): string {
  return Object.keys(alternative).sort().join(' & ') || 'none';
}

function* about({ site, ...place }: Place, key: ChangeKey, args: JsonObject): Generator<Difference> {
  const difference = differenceOf(site, key, { ...place, args });
  if (difference) yield difference;
}
