import { matchMedia, responseFor } from '../../exchange/media.ts';
import type { Json } from '../../json.ts';
import { matchOperation } from '../../openapi/document/match-operation.ts';
import { resolveReference } from '../../openapi/document/reference.ts';
import type { ApiDocument, Located, MediaType, Operation } from '../../openapi/document/types.ts';
import { callAddress, type PartnerBases, pathsBelow } from './call-address.ts';
import { addFieldLocations, type FieldLocations, innermost } from './field-locations.ts';
import { sentNames } from './sent-names.ts';
import type { RecordedCall, SourcedUsage } from './types.ts';

interface Gathered {
  answers: FieldLocations;
  requests: FieldLocations;
  query: Set<string>;
  headers: Set<string>;
  auth: Set<string>;
  files: Map<string, number>;
}

/**
 * What recorded calls tell of our usage: operations of the baseline, fields by their locations, names of parameters and
 * headers, security schemes. No value of a recording is part of it, nor a name that the baseline does not have.
 *
 * @param bases where the partner is called; calls to other hosts are counted and left out
 */
export function recordedUsage(
  document: ApiDocument,
  calls: readonly RecordedCall[],
  bases: PartnerBases,
): SourcedUsage {
  const left: SourcedUsage['left'] = { otherHosts: 0, unplaced: 0, undocumented: 0 };
  const byKey = new Map<string, Gathered>();
  const resolve = (schema: Located<Json>) => resolveReference(document, schema);
  for (const call of calls) {
    const { host, path, query } = callAddress(call.url);
    if (host !== null && !bases.hosts.has(host)) {
      left.otherHosts++;
      continue;
    }
    const operation = operationOfCall(document, call.method, pathsBelow(path, bases));
    if (!operation) {
      left.unplaced++;
      continue;
    }
    const into = byKey.get(operation.key) ?? nothing();
    byKey.set(operation.key, into);
    into.files.set(call.file, (into.files.get(call.file) ?? 0) + 1);
    const sent = sentNames(document, operation, call, query);
    for (const kind of ['query', 'headers', 'auth'] as const)
      for (const name of sent[kind]) into[kind].add(name);
    left.undocumented += sent.undocumented;
    if (call.requestBody !== undefined) {
      const schema = schemaFor(operation.requestBody?.content ?? [], call.requestHeaders['content-type']);
      addFieldLocations(into.requests, call.requestBody, schema, resolve);
    }
    if (call.status !== null && call.responseBody !== undefined) {
      const content = responseFor(operation, call.status)?.content ?? [];
      const schema = schemaFor(content, call.responseHeaders['content-type']);
      addFieldLocations(into.answers, call.responseBody, schema, resolve);
    }
  }
  for (const { answers, requests } of byKey.values())
    left.undocumented += answers.undocumented + requests.undocumented;
  return { uses: [...byKey].map(([key, gathered]) => useOf(key, gathered)), left };
}

function nothing(): Gathered {
  const none = () => ({ locations: new Set<string>(), undocumented: 0 });
  return {
    answers: none(),
    requests: none(),
    query: new Set(),
    headers: new Set(),
    auth: new Set(),
    files: new Map(),
  };
}

function useOf(key: string, gathered: Gathered): SourcedUsage['uses'][number] {
  return {
    key,
    grade: 'recorded',
    answers: innermost(gathered.answers.locations),
    requests: innermost(gathered.requests.locations),
    query: [...gathered.query].sort(),
    headers: [...gathered.headers].sort(),
    auth: [...gathered.auth].sort(),
    from: [...gathered.files].map(([file, calls]) => ({ file, calls })),
  };
}

function operationOfCall(document: ApiDocument, method: string, paths: readonly string[]): Operation | null {
  for (const path of paths) {
    const match = matchOperation(document, method, path);
    if (match) return match.operation;
    if (method.toUpperCase() === 'HEAD') {
      const read = matchOperation(document, 'GET', path);
      if (read) return read.operation;
    }
  }
  return null;
}

function schemaFor(content: readonly MediaType[], written: string | undefined): Located<Json> | null {
  const media = written?.split(';')[0]?.trim().toLowerCase() ?? 'application/json';
  return (matchMedia(content, media)?.found ?? content[0])?.schema ?? null;
}
