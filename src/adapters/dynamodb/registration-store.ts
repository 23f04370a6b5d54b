import type { RegistrationStore } from '../../app/registry-ports.ts';
import type { RegistrationRecord, RegistrationSummary } from '../../core/registration/types.ts';
import { readText } from './item.ts';
import { keys } from './keys.ts';
import { ofPartition } from './ledger-store.ts';
import { deleteItem, getItem, putItem, putItemIf } from './one-item.ts';
import { readRecord, readSummary, recordAttributes, summaryAttributes } from './registration-item.ts';
import { type Item, keyItem, queryAll, type Table } from './table.ts';

/**
 * Registrations in DynamoDB: one item with the whole record, whose conditional put decides, and one in the list of all.
 * The list is written first, and made right where somebody else was faster: what a crash leaves in between is mended
 * by the same call again. The record alone says what is registered.
 */
export function createRegistrationStore(table: Table): RegistrationStore {
  return {
    async list() {
      const summaries: RegistrationSummary[] = [];
      for await (const item of queryAll(table, ofPartition(keys.registrations)))
        summaries.push(readSummary(item));
      return summaries;
    },
    async read(partner) {
      const item = await getItem(table, keys.contract(partner));
      return item ? readRecord(item) : null;
    },
    async write(record, instead) {
      await putSummary(table, record);
      if (await putRecord(table, record, instead)) return 'written';
      const there = await getItem(table, keys.contract(record.partner));
      if (!there) {
        await deleteItem(table, keys.registration(record.partner));
        return 'conflict';
      }
      // A put whose answer was lost is tried again by the client, and then meets itself.
      if (isSame(there, record)) return 'written';
      await putSummary(table, readRecord(there));
      return 'conflict';
    },
    async remove(partner) {
      await deleteItem(table, keys.registration(partner));
      await deleteItem(table, keys.contract(partner));
    },
  };
}

function putSummary(table: Table, record: RegistrationRecord): Promise<void> {
  const key = keyItem(keys.registration(record.partner));
  return putItem(table, { ...key, ...summaryAttributes(record) });
}

/** False where another record than the one with the hash `instead` (null: than none) is there. */
function putRecord(table: Table, record: RegistrationRecord, instead: string | null): Promise<boolean> {
  const item = { ...keyItem(keys.contract(record.partner)), ...recordAttributes(record) };
  if (instead === null) return putItemIf(table, item, 'attribute_not_exists(PK)');
  return putItemIf(table, item, '#hash = :instead', { ':instead': { S: instead } }, { '#hash': 'hash' });
}

function isSame(item: Item, record: RegistrationRecord): boolean {
  if (readText(item, 'hash') !== record.hash) return false;
  const { at, by, source } = readSummary(item);
  return at === record.at && by === record.by && source === record.source;
}
