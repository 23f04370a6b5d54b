import type { JsonObject } from '../../core/json.ts';

/** More records than this in one collection push out the oldest. */
const MOST = 10_000;

/** What an emulated partner remembers: records by collection path and id, whatever version is in force. */
export interface RecordStore {
  /** Oldest first. */
  list(collection: string): [id: string, record: JsonObject][];
  get(collection: string, id: string): JsonObject | null;
  /** Adds a record, or replaces the one with this id in its place. */
  put(collection: string, id: string, record: JsonObject): void;
  remove(collection: string, id: string): boolean;
  /** How many records were ever added to a collection. */
  added(collection: string): number;
}

/** An empty store. */
export function createRecordStore(): RecordStore {
  const collections = new Map<string, Map<string, JsonObject>>();
  const counts = new Map<string, number>();
  return {
    list: (collection) => [...(collections.get(collection) ?? [])],
    get: (collection, id) => collections.get(collection)?.get(id) ?? null,
    put(collection, id, record) {
      const records = collections.get(collection) ?? new Map<string, JsonObject>();
      collections.set(collection, records);
      if (!records.has(id)) counts.set(collection, (counts.get(collection) ?? 0) + 1);
      records.set(id, record);
      if (records.size > MOST) records.delete(records.keys().next().value as string);
    },
    remove: (collection, id) => collections.get(collection)?.delete(id) ?? false,
    added: (collection) => counts.get(collection) ?? 0,
  };
}
