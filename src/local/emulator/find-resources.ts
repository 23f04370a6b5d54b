import { isObject, type JsonObject } from '../../core/json.ts';
import type { ApiDocument, MediaType, Operation } from '../../core/openapi/document/types.ts';
import { jsonMedia, successOf } from './documented.ts';
import { mergeSchema } from './schema/merge-schema.ts';
import { schemasOf } from './schema/schemas.ts';

/** What an operation does to a collection of records. */
export type Role = 'create' | 'list' | 'read' | 'replace' | 'change' | 'remove';

/** A collection that the document's paths describe: `/orders` and `/orders/{id}`. */
export interface Resource {
  /** Property that holds a record's id. */
  idProperty: string;
  /** Name of the path parameter that holds it. */
  idParameter: string | null;
  operations: Partial<Record<Role, Operation>>;
}

const COLLECTION_ROLES: Record<string, Role> = { POST: 'create', GET: 'list' };
const ITEM_ROLES: Record<string, Role> = { GET: 'read', PUT: 'replace', PATCH: 'change', DELETE: 'remove' };

const found = new WeakMap<ApiDocument, Map<string, { resource: Resource; role: Role }>>();

/**
 * The operations of a document that follow the convention of collections: `POST /things` makes a record,
 * `GET /things` lists, and GET, PUT, PATCH and DELETE of `/things/{id}` read, replace, change and remove it.
 * A collection counts if records can be made in it and be seen, changed or removed. By operation key.
 */
export function findResources(document: ApiDocument): Map<string, { resource: Resource; role: Role }> {
  const known = found.get(document);
  if (known) return known;
  const collections = new Map<string, Resource['operations'] & { parameter?: string }>();
  for (const operation of document.operations) {
    const item = /^(.+)\/\{([^{}/]+)\}$/.exec(operation.path);
    const role = (item ? ITEM_ROLES : COLLECTION_ROLES)[operation.method];
    if (!role) continue;
    const path = item ? (item[1] as string) : operation.path;
    const entry = collections.get(path) ?? {};
    collections.set(path, entry);
    entry[role] = operation;
    if (item) entry.parameter = item[2] as string;
  }
  const roles = new Map<string, { resource: Resource; role: Role }>();
  for (const { parameter, ...operations } of collections.values()) {
    const { create, list, ...ofItem } = operations;
    if (!create || (!list && Object.keys(ofItem).length === 0)) continue;
    const idProperty = idPropertyOf(document, operations, parameter ?? null);
    const resource: Resource = { idProperty, idParameter: parameter ?? null, operations };
    for (const [role, operation] of Object.entries(operations)) {
      roles.set(operation.key, { resource, role: role as Role });
    }
  }
  found.set(document, roles);
  return roles;
}

/** The path that a record's collection has in this call: `/orders` for `/orders/17`. */
export function collectionOf(role: Role, path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return role === 'create' || role === 'list' ? trimmed : trimmed.replace(/\/[^/]*$/, '');
}

function idPropertyOf(document: ApiDocument, of: Resource['operations'], parameter: string | null): string {
  const names = [of.read, of.create, of.change, of.replace].flatMap((operation) =>
    operation ? propertiesOf(document, successOf(operation)?.media) : [],
  );
  const wanted = [...(parameter ? [parameter, camel(parameter), snake(parameter)] : []), 'id', 'uuid'];
  const exact = wanted.find((name) => names.includes(name));
  if (exact) return exact;
  return names.find((name) => /(^|[a-z_])(id|Id|ID)$/.test(name)) ?? parameter ?? 'id';
}

function propertiesOf(document: ApiDocument, content: MediaType | null | undefined): string[] {
  if (!content?.schema || !jsonMedia(content.media)) return [];
  const schemas = schemasOf(document, 'response');
  const merged: JsonObject | false = mergeSchema(schemas.at(content.schema.pointer), schemas);
  return merged && isObject(merged.properties) ? Object.keys(merged.properties) : [];
}

function camel(name: string): string {
  return name.replace(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
