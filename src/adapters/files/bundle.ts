import { ForewarnError } from '../../core/errors.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import { toPointer } from '../../core/json-pointer.ts';
import { visitReferences } from './visit-references.ts';

/** Member of a bundled document that holds the other files, by their place relative to the entry. */
export const PARTS = 'x-forewarn-parts';

/** More files than this are refused. */
const MOST_PARTS = 10_000;

/** Where the files of one document come from. */
export interface PartSource {
  /**
   * The file that a reference names, seen from another file.
   * @throws ForewarnError `input` where it may not be read
   */
  locate(reference: string, from: string): string;
  /** Reads and parses one file. */
  read(file: string): Promise<Json>;
  /** Its short name inside the bundle. */
  nameOf(file: string): string;
}

/**
 * Puts the files that a document refers to into it, under {@link PARTS}, and turns every reference to a file
 * into one within the document. Files that refer to each other in a circle are read once.
 *
 * @param entry the parsed entry document; it is changed
 */
export async function bundle(entry: JsonObject, entryFile: string, source: PartSource): Promise<JsonObject> {
  const parts: Record<string, Json> = {};
  const named = new Map<string, string>([[entryFile, '#']]);
  const waiting: { file: string; value: Json }[] = [{ file: entryFile, value: entry }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { file, value } = next;
    const found: string[] = [];
    visitReferences(value, (reference) => rewrite(reference, file, source, named, found));
    for (const part of found) {
      if (named.size > MOST_PARTS) {
        throw new ForewarnError('input', `the document refers to more than ${MOST_PARTS} files`);
      }
      const content = await source.read(part);
      parts[source.nameOf(part)] = content;
      waiting.push({ file: part, value: content });
    }
  }
  return named.size > 1 ? { ...entry, [PARTS]: parts } : entry;
}

/** The reference as it reads inside the bundle; files not met before are added to `found`. */
function rewrite(
  reference: string,
  from: string,
  source: PartSource,
  named: Map<string, string>,
  found: string[],
): string {
  const hash = reference.indexOf('#');
  const path = hash === -1 ? reference : reference.slice(0, hash);
  const fragment = hash === -1 ? '' : reference.slice(hash + 1);
  const file = path === '' ? from : source.locate(path, from);
  let base = named.get(file);
  if (base === undefined) {
    base = `#${toPointer([PARTS, source.nameOf(file)]).replaceAll('%', '%25')}`;
    named.set(file, base);
    found.push(file);
  }
  return fragment === '' || fragment.startsWith('/') ? base + fragment : `${base}#${fragment}`;
}
