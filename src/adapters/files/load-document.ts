import { ForewarnError } from '../../core/errors.ts';
import { isObject, type JsonObject } from '../../core/json.ts';
import { bundle, type PartSource } from './bundle.ts';
import { convertSwagger } from './convert-swagger.ts';
import { fileSource } from './file-source.ts';
import { gitSource } from './git-source.ts';
import type { LoadOptions } from './load-options.ts';
import { urlSource } from './url-source.ts';

/**
 * Loads an OpenAPI document from a file path, an http(s) URL or `git:REV:PATH`, with the files that it refers
 * to put into it. Swagger 2.0 is converted to OpenAPI 3.0.
 *
 * @returns plain JSON, ready for `openDocument`
 * @throws ForewarnError `not-found` where there is nothing, `input` where it cannot be read
 */
export async function loadDocument(location: string, options: LoadOptions): Promise<JsonObject> {
  const { entry, source } = await sourceOf(location, options);
  const content = await source.read(entry);
  if (!isObject(content)) {
    throw new ForewarnError('input', 'this is not an object with members', {
      place: { file: location },
      fix: 'is it the right file?',
    });
  }
  return convertSwagger(await bundle(content, entry, source), location);
}

async function sourceOf(
  location: string,
  options: LoadOptions,
): Promise<{ entry: string; source: PartSource }> {
  if (/^https?:\/\//i.test(location)) return urlSource(location, options);
  if (location.startsWith('git:')) return gitSource(location, options);
  return fileSource(location, options);
}
