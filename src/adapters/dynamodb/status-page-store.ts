import { z } from 'zod';
import type { KeptPage, StatusPageStore } from '../../app/status-pages.ts';
import { FAILURE_CLASSES } from '../../core/exchange/types.ts';
import { type PageReading, type PageSighting, STATUS_WORDS } from '../../core/status-page/types.ts';
import { readText, readTextAttribute, textAttribute } from './item.ts';
import { keys } from './keys.ts';
import { deleteItem, getItem, putItem } from './one-item.ts';
import { keyItem, queryAll, type Table } from './table.ts';

/** How long what a page showed is kept. */
const KEPT_MS = 40 * 86_400_000;

const reading = {
  state: z.enum(STATUS_WORDS),
  since: z.string().nullable(),
  incidents: z.array(z.object({ title: z.string(), since: z.string().nullable() })),
};
const pageReading: z.ZodType<PageReading> = z.object(reading);
const pageSighting: z.ZodType<PageSighting> = z.object({ ...reading, at: z.string() });

const keptPage: z.ZodType<KeptPage> = z.object({
  page: z.string(),
  readAt: z.string(),
  address: z.string().nullable(),
  validators: z.object({ etag: z.string().nullable(), lastModified: z.string().nullable() }),
  reading: pageReading.nullable(),
  sighting: pageSighting,
  failure: z.enum(FAILURE_CLASSES).nullable(),
});

/** Status pages in DynamoDB: an item for how each was read last, and one for each state that it showed. */
export function createStatusPageStore(table: Table): StatusPageStore {
  return {
    async read(partner) {
      const item = await getItem(table, keys.statusPage(partner));
      return item ? (keptPage.safeParse(JSON.parse(readTextAttribute(item, 'page'))).data ?? null) : null;
    },
    async write(partner, kept) {
      const { sighting, readAt } = kept;
      const ttl = { N: String(Math.ceil((Date.parse(readAt) + KEPT_MS) / 1000)) };
      const own = keyItem(keys.pageSighting(partner, sighting.at));
      await putItem(table, { ...own, ...textAttribute('sighting', JSON.stringify(sighting)), ttl });
      const page = keyItem(keys.statusPage(partner));
      await putItem(table, { ...page, ...textAttribute('page', JSON.stringify(kept)), ttl });
      // On one machine no table forgets by itself.
      if (sighting.at === readAt) await forget(table, partner, new Date(Date.parse(readAt) - KEPT_MS));
    },
    async sightings(partner, since) {
      const all: PageSighting[] = [];
      for await (const item of queryAll(table, ofSightings(partner))) {
        const read = pageSighting.safeParse(JSON.parse(readTextAttribute(item, 'sighting')));
        if (read.success) all.push(read.data);
      }
      const first = all.findLastIndex(({ at }) => at <= since);
      return all.slice(Math.max(0, first));
    },
  };
}

async function forget(table: Table, partner: string, before: Date): Promise<void> {
  for await (const item of queryAll(table, ofSightings(partner))) {
    const at = readText(item, 'SK');
    if (at >= before.toISOString()) return;
    await deleteItem(table, keys.pageSighting(partner, at));
  }
}

function ofSightings(partner: string) {
  return {
    KeyConditionExpression: 'PK = :partition',
    ExpressionAttributeValues: { ':partition': { S: keys.pageSightings(partner) } },
  };
}
