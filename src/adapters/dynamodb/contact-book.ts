import { randomBytes } from 'node:crypto';
import type { ContactBook } from '../../app/ports.ts';
import { readText } from './item.ts';
import { keys } from './keys.ts';
import { ofPartition } from './ledger-store.ts';
import { deleteItem, putItemIf } from './one-item.ts';
import { keyItem, queryAll, type Table } from './table.ts';

/** The salts of contacts' names in DynamoDB: one item for each, so that each can be forgotten by itself. */
export function createContactBook(table: Table): ContactBook {
  return {
    async read(partner) {
      const names = [];
      for await (const item of queryAll(table, ofPartition(keys.contacts(partner))))
        names.push({ name: readText(item, 'SK'), salt: readText(item, 'salt') });
      return names;
    },
    async add(partner, { name, salt }) {
      const item = { ...keyItem(keys.contact(partner, name)), salt: { S: salt } };
      await putItemIf(table, item, 'attribute_not_exists(PK)');
    },
    remove: (partner, name) => deleteItem(table, keys.contact(partner, name)),
    draw: () => randomBytes(32).toString('hex'),
  };
}
