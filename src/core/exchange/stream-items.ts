import type { Json, JsonObject } from '../json.ts';
import { asJson } from './typed-value.ts';

const LINES = new Set([
  'application/jsonl',
  'application/x-ndjson',
  'application/ndjson',
  'application/x-jsonlines',
]);
const MOST_ITEMS = 1_000;

/** True for a media type that is a row of items (OpenAPI 3.2, 4.14.4: JSON Lines, JSON text sequences, event streams). */
export function isStream(media: string): boolean {
  return LINES.has(media) || media === 'application/json-seq' || media === 'text/event-stream';
}

/**
 * The items of a stream: JSON Lines, JSON text sequences (RFC 7464), server-sent events as objects of their fields.
 * Null where one is no JSON.
 */
export function readItems(media: string, text: string): Json[] | null {
  if (media === 'text/event-stream') return readEvents(text);
  const pieces = (LINES.has(media) ? text.split(/\r?\n/) : text.split('\u001e'))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const items = pieces.slice(0, MOST_ITEMS).map(asJson);
  return items.some((item) => item === undefined) ? null : (items as Json[]);
}

/** Events end with an empty line; a field that comes again in `data` goes on in a new line. */
function readEvents(text: string): Json[] {
  const blocks = text
    .replaceAll(/\r\n|\r/g, '\n')
    .split('\n\n')
    .slice(0, MOST_ITEMS);
  return blocks.flatMap((block): Json[] => {
    const event: JsonObject = {};
    for (const line of block.split('\n')) {
      const at = line.indexOf(':');
      if (line === '' || at === 0) continue;
      const name = at < 0 ? line : line.slice(0, at);
      const value = at < 0 ? '' : line.slice(at + 1).replace(/^ /, '');
      if (name === 'data' && typeof event.data === 'string') event.data = `${event.data}\n${value}`;
      else if (name === 'retry' && /^\d+$/.test(value)) event.retry = Number(value);
      else if (['data', 'event', 'id'].includes(name)) event[name] = value;
    }
    return Object.keys(event).length > 0 ? [event] : [];
  });
}
