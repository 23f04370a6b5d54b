import type { MediaType, Operation, ResponseObject } from '../openapi/document/types.ts';

/** True for a media type whose bodies are JSON. */
export function isJsonMedia(media: string): boolean {
  return /^(?:application|text)\/json$|\+json$/.test(media);
}

/** The documented media type for a body: the same, a range (`application/*`), or another spelling of JSON. */
export function matchMedia(
  content: readonly MediaType[],
  media: string,
): { found: MediaType; exact: boolean } | null {
  const [type] = media.split('/');
  for (const wanted of [media, `${type}/*`, '*/*', '*']) {
    const found = content.find((one) => one.media === wanted);
    if (found) return { found, exact: true };
  }
  if (!isJsonMedia(media)) return null;
  const similar = content.find((one) => isJsonMedia(one.media));
  return similar ? { found: similar, exact: false } : null;
}

/** The documented response for a status: the status, its range (`4XX`), or `default`. */
export function responseFor(operation: Operation, status: number): ResponseObject | null {
  for (const wanted of [String(status), `${String(status)[0]}XX`, 'default']) {
    const found = operation.responses.find((one) => one.status === wanted);
    if (found) return found;
  }
  return null;
}
