import { ForewarnError } from '../../errors.ts';
import { hashJson, type Sha256 } from '../../hash.ts';
import { isObject, type JsonObject } from '../../json.ts';
import { readOperations } from './read-operation.ts';
import { pieces } from './read-parts.ts';
import { atDefaults, readServers } from './read-servers.ts';
import type { ApiDocument } from './types.ts';
import { keepUnknown } from './unknown-parts.ts';

/** More operations than this are refused: the largest public documents have some thousands. */
const MOST_OPERATIONS = 50_000;

/** How a document is opened. */
export interface OpenOptions {
  /**
   * What becomes of a parameter, body, response or path whose reference leads nowhere: `refused` with the document
   * (the default), or `kept` apart, for who asks for it with `unknownParts` and says nothing about it.
   */
  unknown?: 'refused' | 'kept';
  /** What its `hash` is to be, where its text is known by one already: then none is computed. */
  hash?: string;
}

/**
 * Opens an OpenAPI 3.0, 3.1 or 3.2 document: path items, parameters, bodies, responses and headers with
 * their references followed, schemas as they are written. Members that are not what OpenAPI says
 * (an operation that is a string) are left out.
 *
 * @param raw the document as plain JSON, all parts in one object
 * @param sha256 hashes `hash`, which is computed when first asked for
 * @throws ForewarnError `input` where it is no OpenAPI document or a reference leads nowhere
 */
export function openDocument(raw: JsonObject, sha256: Sha256, options: OpenOptions = {}): ApiDocument {
  if (options.unknown === 'kept') keepUnknown(raw);
  const version = versionOf(raw);
  requirePaths(raw, version);
  const operations = readOperations(raw);
  if (operations.length > MOST_OPERATIONS) {
    throw new ForewarnError('input', `the document has more than ${MOST_OPERATIONS} operations`);
  }
  const info = isObject(raw.info) ? raw.info : {};
  let hash: string | null = options.hash ?? null;
  return {
    version,
    title: text(info.title),
    docVersion: text(info.version),
    get hash() {
      hash ??= hashJson(raw, sha256);
      return hash;
    },
    operations,
    byKey: new Map(operations.toReversed().map((operation) => [operation.key, operation])),
    servers: (readServers(raw.servers, '#/servers') ?? []).map(atDefaults),
    securitySchemes: schemesOf(raw),
    raw,
  };
}

/**
 * A document whose paths cannot be read says nothing about its operations, least of all that they are gone.
 * From 3.1 on `paths` may be left out beside webhooks or components (OpenAPI 3.1, 4.8.1).
 */
function requirePaths({ paths, webhooks, components }: JsonObject, version: ApiDocument['version']): void {
  if (isObject(paths) || paths === null) return;
  if (paths === undefined && version !== '3.0' && (isObject(webhooks) || isObject(components))) return;
  const said = paths === undefined ? 'has no paths' : 'has paths that are no mapping';
  throw new ForewarnError('input', `the document ${said}`, { fix: 'is it only a part of a document?' });
}

function versionOf(raw: JsonObject): ApiDocument['version'] {
  const written = text(raw.openapi);
  const minor = /^3\.([012])(\.|$)/.exec(written)?.[1];
  if (minor) return `3.${minor}` as ApiDocument['version'];
  const swagger = raw.swagger !== undefined;
  throw new ForewarnError(
    'input',
    swagger
      ? 'this is a Swagger 2.0 document that was not converted'
      : 'this is not an OpenAPI 3.0, 3.1 or 3.2 document',
    { fix: 'the document must begin with a member "openapi" such as "3.1.0"' },
  );
}

function schemesOf(raw: JsonObject): Record<string, JsonObject> {
  const components = isObject(raw.components) ? raw.components : {};
  const at = { value: components.securitySchemes ?? null, pointer: '#/components/securitySchemes' };
  return Object.fromEntries(pieces(raw, at).map(([name, scheme]) => [name, scheme.value]));
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
