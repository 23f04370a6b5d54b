import type { Difference } from '../../../drift/difference.ts';
import type { Subject } from '../../../drift/subject.ts';
import type { JsonObject } from '../../../json.ts';
import { readServers } from '../../document/read-servers.ts';
import type { ApiDocument, Server } from '../../document/types.ts';
import { asArgument } from '../compare/fact.ts';
import { type Context, type OperationPair, subjectOf } from '../operation-pair.ts';
import { differenceOf, nameOf } from '../place.ts';
import type { Site } from '../rules/rule-table.ts';
import type { ChangeKey } from '../rules/rules.ts';
import { type Address, addressesOf, openAddressesOf, servedAt, writtenAs } from './server-addresses.ts';

interface Place {
  site: Extract<Site, 'document' | 'operation'>;
  subject: Subject;
  operation: Difference['operation'];
  pointer: { baseline: string; observed: string };
}

const WHOLE: Subject = { method: '*', path: '*', section: 'operation', location: '' };

/** The document's own servers; none where it says nothing about where it is served. */
export function serversOf({ raw }: ApiDocument): Server[] {
  return readServers(raw.servers, '#/servers') ?? [];
}

/**
 * Where the API is served, told once where an operation goes by the document's servers in both documents. An address
 * that is gone breaks whoever calls it; one that is new breaks nobody. Addresses that differ in spelling alone, in
 * variables spelled out, or by a base path that the paths have taken over, are the same.
 */
export function* documentServerDifferences(context: Context): Generator<Difference> {
  const { baseline, observed, pairing } = context;
  const pairs = pairing.known.filter((pair) => pair.observed);
  const inherited = pairs.some((pair) => !pair.baseline.servers && !pair.observed?.servers);
  if (!inherited && pairs.length > 0) return;
  yield* serverDifferences(serversOf(baseline), serversOf(observed), context, {
    site: 'document',
    subject: WHOLE,
    operation: null,
    pointer: { baseline: '#', observed: '#' },
  });
}

/** Where an operation is served, if it or its path has servers of its own in either document. */
export function* operationServerDifferences(context: Context, pair: OperationPair): Generator<Difference> {
  const { baseline, observed } = pair;
  if (!baseline.servers && !observed.servers) return;
  const before = baseline.servers ?? serversOf(context.baseline);
  yield* serverDifferences(before, observed.servers ?? serversOf(context.observed), context, {
    site: 'operation',
    subject: subjectOf(baseline, 'operation'),
    operation: nameOf(baseline),
    pointer: { baseline: baseline.pointer, observed: observed.pointer },
  });
}

function* serverDifferences(
  before: readonly Server[],
  after: readonly Server[],
  { pairing: { bases } }: Context,
  place: Place,
): Generator<Difference> {
  const a = (address: Address) => without(address, bases?.baseline);
  const b = (address: Address) => without(address, bases?.observed);
  const from = addressesOf(before).map((one) => ({ ...one, addresses: one.addresses.map(a) }));
  const to = addressesOf(after).map((one) => ({ ...one, addresses: one.addresses.map(b) }));
  // A port that is the default is not written, so the address at the defaults may fit no open one.
  const wasServed = servedAt([
    ...openAddressesOf(before).map(a),
    ...from.flatMap(({ addresses }) => addresses),
  ]);
  const isServed = servedAt([...openAddressesOf(after).map(b), ...to.flatMap(({ addresses }) => addresses)]);
  for (const { server, addresses } of from) {
    const gone = addresses.filter((address) => !isServed(address));
    for (const address of gone) yield* about(place, 'server.removed', address, { baseline: server.pointer });
  }
  for (const { server, addresses } of to) {
    const added = addresses.filter((address) => !wasServed(address));
    for (const address of added) yield* about(place, 'server.added', address, { observed: server.pointer });
  }
  yield* variableDifferences(before, after, place);
}

/** Variables of a server whose URL is written alike: what they may be, and what they are where nobody chooses. */
function* variableDifferences(
  before: readonly Server[],
  after: readonly Server[],
  place: Place,
): Generator<Difference> {
  for (const server of before) {
    const other = after.find((one) => one.url === server.url);
    if (!other) continue;
    const pointer = { baseline: server.pointer, observed: other.pointer };
    for (const [name, from] of server.variables) {
      const to = other.variables.get(name);
      if (!to) continue;
      const tell = (key: ChangeKey, args: JsonObject = {}) =>
        told(place, key, server.url, { pointer, args: { variable: name, ...args } });
      if (!from.values && to.values) yield* tell('server.variable-limited');
      if (from.values && !to.values) yield* tell('server.variable-freed');
      if (from.default === to.default || (from.default && to.values?.includes(from.default) === false))
        continue;
      yield* tell('server.variable-default-changed', {
        ...(from.default !== null && { from: asArgument(from.default) }),
        ...(to.default !== null && { to: asArgument(to.default) }),
      });
    }
  }
}

function about(
  place: Place,
  key: ChangeKey,
  address: Address,
  pointer: Partial<Difference['pointer']>,
): Generator<Difference> {
  return told(place, key, writtenAs(address), {
    pointer: { ...place.pointer, ...pointer },
    args: {},
  });
}

function* told(
  { site, subject, operation }: Place,
  key: ChangeKey,
  url: string,
  { pointer, args }: { pointer: Difference['pointer']; args: JsonObject },
): Generator<Difference> {
  const server = asArgument(url);
  const difference = differenceOf(site, key, {
    subject: { ...subject, location: `server:${server}` },
    operation,
    pointer,
    args: { server, ...args },
  });
  if (difference) yield difference;
}

function without(address: Address, base: string | undefined): Address {
  if (!base || !address.base.endsWith(base)) return address;
  return { ...address, base: address.base.slice(0, -base.length) };
}
