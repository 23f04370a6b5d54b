import { ForewarnError } from '../../core/errors.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import { toPointer } from '../../core/json-pointer.ts';
import type { Looked } from './as-json.ts';
import { isUrl } from './external-part.ts';
import type { PartReader } from './part-reader.ts';
import { namedTarget, type SchemaNames, schemaNames } from './schema-names.ts';
import { type Standing, visitReferences } from './visit-references.ts';

/** Member of a bundled document that holds the other files, by their place relative to the entry. */
export const PARTS = 'x-forewarn-parts';

/** A bundled document. */
export interface Bundle {
  raw: JsonObject;
  /** Its other files, by their name in {@link PARTS}. */
  files: ReadonlyMap<string, string>;
}

interface Part {
  file: string;
  value: Json;
  looked: Looked;
}

const NONE: SchemaNames = new Map();

/** A file that a reference leads to, and where that is written. */
interface Found {
  file: string;
  from: string;
  path: string[];
}

/**
 * Puts the files that a document refers to into it, under {@link PARTS}, and turns every reference to a file, and
 * to a schema by its name, into a pointer within the document. Files that refer to each other in a circle are read
 * once.
 *
 * @param entry the parsed entry document; it is changed
 * @throws ForewarnError at the reference whose file cannot be read
 */
export async function bundle(
  entry: JsonObject,
  looked: Looked,
  entryFile: string,
  reader: PartReader,
): Promise<Bundle> {
  const { source } = reader;
  const parts: [string, Json][] = [];
  const files = new Map<string, string>();
  const bases = new Map([[entryFile, '#']]);
  const waiting: Part[] = [{ file: entryFile, value: entry, looked }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const found: Found[] = [];
    rewriteAll(next, reader, bases, found);
    for (const { file, from, path } of found) {
      const place = () => placeOf(reader, from, path);
      const { value, looked } = await reader.read(file, place);
      files.set(source.nameOf(file), file);
      parts.push([source.nameOf(file), value]);
      waiting.push({ file, value, looked });
    }
  }
  return { raw: parts.length > 0 ? { ...entry, [PARTS]: Object.fromEntries(parts) } : entry, files };
}

function rewriteAll(
  { file: from, value, looked }: Part,
  reader: PartReader,
  bases: Map<string, string>,
  found: Found[],
): void {
  const { source } = reader;
  const address = isUrl(from) ? from : new URL(encodeURI(source.nameOf(from)), 'file:///').href;
  const names = looked.namesSchemas ? schemaNames(value, address) : NONE;
  const change = (reference: string, standing: Standing) => {
    const known = inText(reference, standing, names, address);
    const [path, fragment] = known === null ? parted(reference) : ['', known];
    const file = path === '' ? from : located(path, from, reader, standing);
    let base = bases.get(file);
    if (base === undefined) {
      base = `#${toPointer([PARTS, source.nameOf(file)]).replaceAll('%', '%25')}`;
      bases.set(file, base);
      found.push({ file, from, path: standing.path() });
    }
    return fragment === '' || fragment.startsWith('/') ? base + fragment : `${base}#${fragment}`;
  };
  visitReferences(value, change, address);
}

function inText(reference: string, standing: Standing, names: SchemaNames, address: string): string | null {
  const target = namedTarget(reference, standing, names, address);
  return target === null ? null : target.replaceAll('%', '%25');
}

function parted(reference: string): [string, string] {
  const hash = reference.indexOf('#');
  return hash === -1 ? [reference, ''] : [reference.slice(0, hash), reference.slice(hash + 1)];
}

function located(path: string, from: string, reader: PartReader, standing: Standing): string {
  try {
    return reader.source.locate(path, from);
  } catch (error) {
    if (!(error instanceof ForewarnError)) throw error;
    throw new ForewarnError(error.code, error.message, {
      place: placeOf(reader, from, standing.path()),
      ...(error.fix !== undefined && { fix: error.fix }),
    });
  }
}

function placeOf(reader: PartReader, from: string, path: string[]) {
  return (
    reader.texts.find(from, [...path, '$ref']) ?? { file: reader.source.shown(from), line: 1, column: 1 }
  );
}
