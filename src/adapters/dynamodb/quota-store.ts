import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { QuotaStore } from '../../app/ports.ts';
import { ForewarnError } from '../../core/errors.ts';
import { callsLeft, giveCallBack, pauseCalls, takeCall, UNUSED } from '../../core/quota/quota.ts';
import { readQuota } from '../../core/quota/read-quota.ts';
import type { QuotaState } from '../../core/quota/types.ts';
import { readNumber, readText } from './item.ts';
import { keys } from './keys.ts';
import { getItem, putItemIf } from './one-item.ts';
import { keyItem, type Table } from './table.ts';

/** How long a quota is kept that is not used: counts are of a day, and a pause is of one at the longest. */
const KEPT_MS = 3 * 86_400_000;
const MOST_TRIES = 60;
const PAUSE_MS = 15;

/** A quota and the version that it was read at; 0: there is none yet. */
interface Versioned {
  state: QuotaState;
  version: number;
}

/**
 * Quotas in DynamoDB, one item for each partner. A step is put only where nobody else's came between: the item's
 * version is its condition. What this process wrote last is tried first, without reading it again.
 *
 * @throws ForewarnError (its methods) `integrity` where an item cannot be read, `storage` where the table fails or
 *   others are always faster.
 */
export function createQuotaStore(table: Table, now: () => number = Date.now): QuotaStore {
  const known = new Map<string, Versioned>();

  const read = async (partner: string): Promise<Versioned> => {
    const item = await getItem(table, keys.quota(partner));
    if (!item) return { state: UNUSED, version: 0 };
    const state = readQuota(readText(item, 'quota'));
    if (state) return { state, version: readNumber(item, 'version') };
    throw new ForewarnError('integrity', `The calls that were made to ${partner} cannot be read.`, {
      fix: `Delete the item ${keys.quota(partner).PK} of the table: calls are then counted from zero again.`,
    });
  };

  const put = async (partner: string, { state, version }: Versioned): Promise<boolean> => {
    const text = JSON.stringify(state);
    const item = {
      ...keyItem(keys.quota(partner)),
      quota: { S: text },
      version: { N: String(version + 1) },
      ttl: { N: String(Math.ceil((now() + KEPT_MS) / 1000)) },
    };
    const isPut =
      version === 0
        ? await putItemIf(table, item, 'attribute_not_exists(PK)')
        : await putItemIf(
            table,
            item,
            '#version = :version',
            { ':version': { N: String(version) } },
            VERSION,
          );
    if (isPut) return true;
    // A put whose answer was lost is tried again by the client, and then meets itself: a call is counted once.
    const there = await getItem(table, keys.quota(partner));
    return there?.version?.N === item.version.N && there.quota?.S === text;
  };

  const step = async <T>(
    partner: string,
    change: (state: QuotaState) => { state: QuotaState; value: T },
  ): Promise<T> => {
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const before = known.get(partner) ?? (await read(partner));
      known.delete(partner);
      const { state, value } = change(before.state);
      if (await put(partner, { state, version: before.version })) {
        known.set(partner, { state, version: before.version + 1 });
        return value;
      }
      await pause(PAUSE_MS * Math.random() * Math.min(tries, 10));
    }
    throw new ForewarnError('storage', `The calls to ${partner} cannot be counted: too many ask at once.`, {
      fix: 'Let fewer checks of this partner run at once.',
    });
  };

  return {
    take: (partner, ask) =>
      step(partner, (before) => {
        const { state, grant } = takeCall(before, ask, randomUUID());
        return { state, value: grant };
      }),
    left: async (partner, ask) => callsLeft((await read(partner)).state, ask),
    giveBack: (partner, hold, sentAt) =>
      step(partner, (before) => ({ state: giveCallBack(before, hold, sentAt), value: undefined })),
    pause: (partner, origin, until) =>
      step(partner, (before) => ({ state: pauseCalls(before, origin, until, now()), value: undefined })),
  };
}

const VERSION = { '#version': 'version' };
