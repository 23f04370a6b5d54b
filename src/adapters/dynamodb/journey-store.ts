import { z } from 'zod';
import { hourOf, type JourneyStore } from '../../app/journey-store.ts';
import { ForewarnError } from '../../core/errors.ts';
import type { FailureClass } from '../../core/exchange/types.ts';
import type { FailingKind, JourneyAbout, JourneyState } from '../../core/journey/types.ts';
import { readNumber, readText, readTextAttribute, textAttribute } from './item.ts';
import { walksIn } from './journey-walks.ts';
import { keys } from './keys.ts';
import { getItem, putItem, putItemIf } from './one-item.ts';
import { type Item, keyItem, queryAll, type Table } from './table.ts';

/** How long it is kept after the last walk, or the last signal of an hour. */
const KEPT_MS = 40 * 86_400_000;

/** Others who count at the same moment are let pass. */
const MOST_ATTEMPTS = 20;

const blind = z.object({
  since: z.string(),
  at: z.object({
    step: z.int(),
    partner: z.string(),
    class: (z.string() as unknown as z.ZodType<FailureClass>).nullable(),
    skipped: z.enum(['mode', 'budget', 'doNotCall', 'undo']).nullable(),
  }),
});

const hashes = z.array(z.string()).max(1000);

const about = z.object({
  title: z.string(),
  who: z.enum(['customer', 'staff']),
  hurts: z.string(),
  contact: z.string().nullable(),
  partners: z.array(z.string()),
}) satisfies z.ZodType<JourneyAbout>;

const state = z.object({
  id: z.string(),
  about: about.optional(),
  state: z.enum(['ok', 'suspected', 'suffering']),
  since: z.string().nullable(),
  failed: z.int(),
  held: z.int(),
  failing: z.array(
    z.object({ step: z.int(), assertion: z.string() as z.ZodType<FailingKind>, pointer: z.string() }),
  ),
  seenAt: z.string().nullable(),
  blind: blind.optional(),
  told: z
    .object({ step: z.enum(['suffering', 'well']), since: z.string(), due: hashes, sent: hashes })
    .nullable(),
}) satisfies z.ZodType<JourneyState>;

/** Run data of journeys in DynamoDB: an item for each, and one for each hour in which people told of it. */
export function createJourneyStore(table: Table): JourneyStore {
  return {
    async read(journey) {
      const item = await getItem(table, keys.journey(journey));
      return item ? stateOf(item) : null;
    },
    async all() {
      const query = {
        KeyConditionExpression: 'PK = :partition',
        ExpressionAttributeValues: { ':partition': { S: keys.journeys } },
      };
      const states = [];
      for await (const item of queryAll(table, query)) states.push(stateOf(item));
      return states.filter((one) => one !== null);
    },
    async write(one, at) {
      await putItem(table, {
        ...keyItem(keys.journey(one.id)),
        ...textAttribute('state', JSON.stringify(one)),
        ttl: { N: expiry(at) },
      });
    },
    async count(journey, at) {
      const key = keys.journeySignal(journey, hourOf(at));
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        const item = await getItem(table, key);
        const before = item ? readNumber(item, 'signals') : 0;
        const first = (item && 'first' in item ? readText(item, 'first') : null) ?? at;
        const next = {
          ...keyItem(key),
          signals: { N: String(before + 1) },
          first: { S: first },
          last: { S: at },
          ttl: { N: expiry(at) },
        };
        const put = item
          ? putItemIf(table, next, 'signals = :before', { ':before': { N: String(before) } })
          : putItemIf(table, next, 'attribute_not_exists(PK)');
        if (await put) return before + 1;
      }
      throw new ForewarnError('storage', 'too many reports at once', { fix: 'try again' });
    },
    async signals(journey, since) {
      const query = {
        KeyConditionExpression: 'PK = :partition AND SK >= :since',
        ExpressionAttributeValues: {
          ':partition': { S: keys.journeySignals(journey) },
          ':since': { S: hourOf(since) },
        },
      };
      const counts = [];
      for await (const item of queryAll(table, query))
        counts.push({
          hour: readText(item, 'SK'),
          count: readNumber(item, 'signals'),
          ...('first' in item && 'last' in item
            ? { first: readText(item, 'first'), last: readText(item, 'last') }
            : {}),
        });
      return counts;
    },
    ...walksIn(table),
  };
}

function stateOf(item: Item): JourneyState | null {
  return state.safeParse(JSON.parse(readTextAttribute(item, 'state'))).data ?? null;
}

function expiry(at: string): string {
  return String(Math.ceil((Date.parse(at) + KEPT_MS) / 1000));
}
