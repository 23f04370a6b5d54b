import type { Difference } from '../../../drift/difference.ts';
import type { Subject } from '../../../drift/subject.ts';
import { isObject, type JsonObject } from '../../../json.ts';
import { toPointer } from '../../../json-pointer.ts';
import { asArgument } from '../compare/fact.ts';
import { differenceOf } from '../place.ts';
import type { ChangeKey } from '../rules/rules.ts';
import type { SchemePair } from './scheme-names.ts';

/** The document as a whole, and who may call it. */
export const WHOLE_SECURITY: Subject = { method: '*', path: '*', section: 'security', location: '' };

type Tell = (key: ChangeKey, args?: JsonObject) => Generator<Difference>;

/** URLs of an OAuth flow that a caller is sent to, and how each is told. */
const FLOW_URLS = [
  ['authorizationUrl', 'security-scheme.oauth-url-changed'],
  ['tokenUrl', 'security-scheme.oauth-token-url-changed'],
  ['refreshUrl', 'security-scheme.oauth-refresh-url-changed'],
  ['deviceAuthorizationUrl', 'security-scheme.oauth-device-url-changed'],
] as const satisfies readonly (readonly [string, ChangeKey])[];

/**
 * Differences of one security scheme, told once for the document. What a caller puts on the wire (where a key
 * goes and what it is called, the scheme of the header, the flow by which a token is had) breaks whoever
 * does it as before; where the catalogue has an id, its level is kept.
 */
export function* schemeDifferences({ name, baseline, observed }: SchemePair): Generator<Difference> {
  const tell = teller({ name, baseline, observed });
  if (!baseline || !observed) {
    yield* tell(baseline ? 'security-scheme.removed' : 'security-scheme.added');
    return;
  }
  const a = baseline.scheme;
  const b = observed.scheme;
  if (a.deprecated !== true && b.deprecated === true) yield* tell('security-scheme.deprecated');
  if (a.deprecated === true && b.deprecated !== true) yield* tell('security-scheme.reactivated');
  if (a.type !== b.type) {
    yield* tell('security-scheme.type-changed');
    return;
  }
  yield* wireDifferences(a, b, tell);
  if (urlOf(a, 'openIdConnectUrl') !== urlOf(b, 'openIdConnectUrl')) {
    yield* tell('security-scheme.open-id-connect-url-changed');
  }
  if (urlOf(a, 'oauth2MetadataUrl') !== urlOf(b, 'oauth2MetadataUrl')) {
    yield* tell('security-scheme.oauth-metadata-url-changed');
  }
  yield* flowDifferences(a, b, tell);
}

function* wireDifferences(a: JsonObject, b: JsonObject, tell: Tell): Generator<Difference> {
  if (a.type === 'apiKey') {
    if (a.in !== b.in) yield* tell('security-scheme.in-changed', change(a.in, b.in));
    if (!isSameKey(a, b)) yield* tell('security-scheme.name-changed', change(a.name, b.name));
  }
  if (a.type !== 'http') return;
  if (lower(a.scheme) !== lower(b.scheme)) {
    yield* tell('security-scheme.scheme-changed', change(lower(a.scheme), lower(b.scheme)));
  } else if (a.bearerFormat !== b.bearerFormat) {
    yield* tell('security-scheme.bearer-format-changed', change(a.bearerFormat, b.bearerFormat));
  }
}

function* flowDifferences(a: JsonObject, b: JsonObject, tell: Tell): Generator<Difference> {
  const before = flowsOf(a);
  const after = flowsOf(b);
  for (const [flow, one] of before) {
    const other = after.get(flow);
    if (other) yield* flowDifference(flow, one, other, tell);
    else yield* tell('security-scheme.oauth-flow-removed', { flow });
  }
  for (const flow of after.keys()) {
    if (!before.has(flow)) yield* tell('security-scheme.oauth-flow-added', { flow });
  }
}

function* flowDifference(flow: string, a: JsonObject, b: JsonObject, tell: Tell): Generator<Difference> {
  for (const [member, key] of FLOW_URLS) {
    if (urlOf(a, member) !== urlOf(b, member)) yield* tell(key, { flow });
  }
  const before = isObject(a.scopes) ? a.scopes : {};
  const after = isObject(b.scopes) ? b.scopes : {};
  for (const scope of Object.keys(before)) {
    if (!Object.hasOwn(after, scope)) {
      yield* tell('security-scheme.oauth-scope-removed', { flow, scope });
    } else if (before[scope] !== after[scope]) {
      yield* tell('security-scheme.oauth-scope-changed', { flow, scope });
    }
  }
  for (const scope of Object.keys(after)) {
    if (!Object.hasOwn(before, scope)) yield* tell('security-scheme.oauth-scope-added', { flow, scope });
  }
}

function teller({ name, baseline, observed }: SchemePair): Tell {
  const pointer = (side: SchemePair['baseline']) =>
    side ? `#/components/securitySchemes${toPointer([side.name])}` : null;
  return function* (key, args = {}) {
    const difference = differenceOf('document', key, {
      subject: { ...WHOLE_SECURITY, location: toPointer([name]) },
      operation: null,
      pointer: { baseline: pointer(baseline), observed: pointer(observed) },
      args: { security: name, ...args },
    });
    if (difference) yield difference;
  };
}

function flowsOf({ flows }: JsonObject): Map<string, JsonObject> {
  const known = Object.entries(isObject(flows) ? flows : {});
  return new Map(
    known.filter((one): one is [string, JsonObject] => isObject(one[1]) && !one[0].startsWith('x-')),
  );
}

/** A header's name knows no case (RFC 9110, 5.1). */
function isSameKey(a: JsonObject, b: JsonObject): boolean {
  return a.in === 'header' || b.in === 'header' ? lower(a.name) === lower(b.name) : a.name === b.name;
}

function urlOf(of: JsonObject, member: string): unknown {
  return of[member] ?? '';
}

function change(from: unknown, to: unknown): JsonObject {
  return {
    ...(typeof from === 'string' && { from: asArgument(from) }),
    ...(typeof to === 'string' && { to: asArgument(to) }),
  };
}

function lower(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
