import type { SnapshotStore } from '../../app/snapshot-store.ts';
import { parseState, stateText } from '../../core/ledger/parse-state.ts';
import { readNumber, readText, readTextAttribute, textAttribute } from './item.ts';
import { keys } from './keys.ts';
import { ofPartition } from './ledger-store.ts';
import { deleteItem, getItem, putItem } from './one-item.ts';
import { type Item, keyItem, queryAll, type Table } from './table.ts';
import { pieces } from './text-pieces.ts';

/** Snapshots in DynamoDB: the text of each in parts that fit into items; the first part is put last and taken away first. */
export function createSnapshotStore(table: Table): SnapshotStore {
  return {
    async list(partner) {
      const query = {
        ...ofPartition(keys.snapshots(partner)),
        ScanIndexForward: false,
        ProjectionExpression: 'SK, parts, #at',
        ExpressionAttributeNames: { '#at': 'at' },
      };
      const found = [];
      for await (const item of queryAll(table, query))
        if (item.parts)
          found.push({ seq: Number(readText(item, 'SK').split('#')[0]), at: readText(item, 'at') });
      return found;
    },
    async read(partner, seq) {
      const first = await getItem(table, keys.snapshot(partner, seq, 0));
      if (!first) return null;
      let text = readTextAttribute(first, 'text');
      for (let part = 1; part < readNumber(first, 'parts'); part++) {
        const item = await getItem(table, keys.snapshot(partner, seq, part));
        if (!item) return null;
        text += readTextAttribute(item, 'text');
      }
      return parseState(text);
    },
    async write(state) {
      const { partner, seq, at } = state;
      const texts = pieces(stateText(state));
      for (let part = texts.length - 1; part >= 0; part--) {
        const first: Item = part === 0 ? { parts: { N: String(texts.length) }, at: { S: at ?? '' } } : {};
        const item = { ...keyItem(keys.snapshot(partner, seq, part)), ...first };
        await putItem(table, { ...item, ...textAttribute('text', texts[part] as string) });
      }
    },
    async remove(partner, seq) {
      const first = await getItem(table, keys.snapshot(partner, seq, 0));
      for (let part = 0; part < (first ? readNumber(first, 'parts') : 0); part++)
        await deleteItem(table, keys.snapshot(partner, seq, part));
    },
  };
}
