import type { JsonObject } from '../../core/json.ts';
import type { DocumentProblem, SourceMap } from '../../core/openapi/source/source-map.ts';
import { type Bundle, bundle, PARTS } from './bundle.ts';
import { convertSwagger } from './convert-swagger.ts';
import { fileSource } from './file-source.ts';
import { inputSource } from './input-source.ts';
import { leftOutProblems } from './left-out-problems.ts';
import type { LoadOptions } from './load-options.ts';
import { asDocument } from './parse-document.ts';
import { type PartReader, partReader } from './part-reader.ts';
import type { PartSource } from './part-source.ts';
import { swaggerTokens } from './swagger-pointer.ts';
import type { TextMemory } from './text-memory.ts';
import { urlSource } from './url-source.ts';

/** A document, and where its parts are written. */
export interface LoadedDocument {
  /** Plain JSON, ready for `openDocument`. */
  raw: JsonObject;
  source: SourceMap;
  /** What a reader should know of, in the order in which it was met. */
  problems: DocumentProblem[];
}

/**
 * Loads an OpenAPI document from a file path, an http(s) URL, `git:REV:PATH` or `-`, with the files that it refers
 * to put into it. Swagger 2.0 is converted to OpenAPI 3.0.
 *
 * @returns plain JSON, ready for `openDocument`
 * @throws ForewarnError `not-found` where there is nothing, `input` where it cannot be read
 */
export async function loadDocument(location: string, options: LoadOptions): Promise<JsonObject> {
  return (await loadSourced(location, options)).raw;
}

/** Like {@link loadDocument}, with what finds the file, line and column of a pointer; nothing is spent on that yet. */
export async function loadSourced(location: string, options: LoadOptions): Promise<LoadedDocument> {
  return loadFrom(await sourceOf(location, options), location, options.memory);
}

/** Like {@link loadSourced}, from where its texts are held; `location` is how it is called in messages. */
export async function loadFrom(
  { entry, source }: { entry: string; source: PartSource },
  location: string,
  memory?: TextMemory,
): Promise<LoadedDocument> {
  const reader = partReader(source, memory);
  const { value, looked } = await reader.read(entry);
  const content = asDocument(value, location);
  const bundled: Bundle =
    looked.refersElsewhere || looked.namesSchemas
      ? await bundle(content, looked, entry, reader)
      : { raw: content, files: new Map() };
  const raw = await convertSwagger(bundled.raw, location);
  const original = raw === bundled.raw ? null : bundled.raw;
  const map = sourceMap(entry, bundled.files, reader, original);
  return { raw, source: map, problems: [...reader.problems, ...leftOutProblems(raw, map)] };
}

function sourceMap(
  entry: string,
  files: Bundle['files'],
  { texts }: PartReader,
  swagger: JsonObject | null,
): SourceMap {
  return {
    locate(pointer) {
      const written = tokensOf(pointer);
      const tokens = swagger ? swaggerTokens(swagger, written) : written;
      const [first, name, ...inner] = tokens;
      if (first !== PARTS || name === undefined) return texts.find(entry, tokens);
      const file = files.get(name);
      return file === undefined ? null : texts.find(file, inner);
    },
  };
}

/** The engine writes pointers without percent-escapes: what looks like one is part of a name. */
function tokensOf(pointer: string): string[] {
  const [, ...tokens] = pointer.replace(/^#/, '').split('/');
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

async function sourceOf(
  location: string,
  options: LoadOptions,
): Promise<{ entry: string; source: PartSource }> {
  if (/^https?:\/\//i.test(location)) return urlSource(location, options);
  if (location.startsWith('git:')) {
    const { gitSource } = await import('./git-source.ts');
    return gitSource(location, options);
  }
  if (location === '-') return inputSource(options);
  return fileSource(location, options);
}
