import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { replayHistory } from '../../../src/app/replay.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import type { Replay } from '../../../src/core/replay/types.ts';

const TEXT = { type: 'string' };

/** Operations of a small API, by path; `null` where a version does not have it. */
export type Paths = Record<string, JsonObject | null>;

/** An operation that answers with an object that always has these properties. */
export function getting(summary: string, properties: readonly string[], more: JsonObject = {}): JsonObject {
  const schema = {
    type: 'object',
    required: [...properties],
    properties: Object.fromEntries(properties.map((name): [string, Json] => [name, TEXT])),
  };
  const content = { 'application/json': { schema } };
  return { get: { summary, responses: { 200: { description: 'ok', content } }, ...more } };
}

/** A document with these paths. */
export function shopWith(version: string, paths: Paths): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Shop API', version },
    paths: Object.fromEntries(Object.entries(paths).filter(([, path]) => path !== null)) as JsonObject,
  };
}

/** Replays documents that were published on days; the same object is the same content. */
export function replayed(
  history: readonly (readonly [day: string, document: JsonObject])[],
  uses: readonly string[] = [],
  doings: string[] = [],
): Promise<Replay> {
  const opened = new Map(history.map(([, raw]) => [raw, openDocument(raw, sha256)]));
  return replayHistory(
    { sha256, pacts: { compare: async () => [] }, progress: (doing) => doings.push(doing) },
    {
      versions: history.map(([day, raw], index) => ({
        name: `${String(index).padStart(3, '0')}_${day}.json`,
        at: new Date(day).toISOString(),
        read: async () => opened.get(raw) as ReturnType<typeof openDocument>,
      })),
      uses: uses.map((operation) => ({ operation, with: {}, fields: [] })),
      pacts: [],
    },
  );
}
