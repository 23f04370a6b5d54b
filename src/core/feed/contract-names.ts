import { normalisePath } from '../drift/subject.ts';
import { isObject, type Json } from '../json.ts';
import type { ApiDocument, Operation } from '../openapi/document/types.ts';
import type { Usage } from '../usage/types.ts';
import { namesInBodies } from './names-in-bodies.ts';

/** What a text may name of a contract. */
export interface ContractNames {
  /** By path without parameter names. */
  paths: Map<string, Operation[]>;
  /** By operationId. */
  ids: Map<string, Operation>;
  /** Names of properties and of parameters that are not headers. */
  fields: Set<string>;
  /** Names of headers, in lower case. */
  headers: Set<string>;
  /** What paths may be written with in front: where the API is served. */
  bases: string[];
  used: { operations: Set<string>; fields: Set<string>; headers: Set<string> };
}

/** Parts of a document that are looked through for names. */
const MOST_NODES = 400_000;

/** What the agreed document knows by name, and what of it we use. */
export function contractNames(baseline: ApiDocument, usage: Usage): ContractNames {
  const paths = new Map<string, Operation[]>();
  for (const operation of baseline.operations) {
    const path = normalisePath(operation.path);
    paths.set(path, [...(paths.get(path) ?? []), operation]);
  }
  const { fields, headers } = namesIn(baseline.raw);
  return {
    paths,
    ids: new Map(baseline.operations.flatMap((one) => (one.operationId ? [[one.operationId, one]] : []))),
    fields,
    headers,
    bases: [...baseline.servers, ...(usage.bases ?? [])].flatMap((url) => basePath(url) ?? []),
    used: usedNames(baseline, usage),
  };
}

function usedNames(baseline: ApiDocument, { operations }: Usage): ContractNames['used'] {
  const fields = new Set<string>();
  const headers = new Set<string>();
  for (const { key, by } of operations) {
    for (const field of by.flatMap((use) => use.fields ?? [])) {
      if (field.of === 'header') headers.add(field.location.toLowerCase());
      else for (const name of field.location.split('/')) if (/[a-z]/i.test(name)) fields.add(name);
    }
    const operation = baseline.byKey.get(key);
    // Where nobody said which fields, all of the operation's are in use.
    if (operation && by.some((use) => use.fields === null))
      for (const name of namesInBodies(baseline, operation)) fields.add(name);
  }
  return { operations: new Set(operations.map(({ key }) => key)), fields, headers };
}

/** Every name of a property, parameter or header that stands in a document. */
function namesIn(raw: Json): { fields: Set<string>; headers: Set<string> } {
  const fields = new Set<string>();
  const headers = new Set<string>();
  const waiting: Json[] = [raw];
  for (let seen = 0; waiting.length > 0 && seen < MOST_NODES; seen++) {
    const node = waiting.pop() as Json;
    if (Array.isArray(node)) for (const one of node) waiting.push(one);
    if (!isObject(node)) continue;
    if (typeof node.name === 'string' && typeof node.in === 'string')
      if (node.in === 'header') headers.add(node.name.toLowerCase());
      else fields.add(node.name);
    for (const [key, value] of Object.entries(node)) {
      if (key === 'properties' && isObject(value)) for (const name of Object.keys(value)) fields.add(name);
      if (key === 'headers' && isObject(value))
        for (const name of Object.keys(value)) headers.add(name.toLowerCase());
      if (typeof value === 'object' && key !== 'example' && key !== 'examples') waiting.push(value);
    }
  }
  return { fields, headers };
}

/** The path of a server's address, `/v1` of `https://api.example/v1/`; null where it has none. */
function basePath(url: string): string | null {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? (url.startsWith('/') ? url : '');
  const trimmed = path.replace(/\/$/, '');
  return trimmed === '' ? null : trimmed;
}
