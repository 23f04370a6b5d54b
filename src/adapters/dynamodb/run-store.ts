import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Run, RunStore } from '../../app/ports.ts';
import { readText } from './item.ts';
import { keys } from './keys.ts';
import { ofPartition } from './ledger-store.ts';
import { keyItem, queryAll, stored, type Table } from './table.ts';

/** How long run data is kept. */
const KEPT_MS = 40 * 86_400_000;

const run: z.ZodType<Run> = z.object({
  partner: z.string(),
  environment: z.string().nullable(),
  at: z.string(),
  verdict: z.enum(['agrees', 'changing', 'drifts', 'not-verified']),
  look: z.string(),
  ms: z.number(),
});

/** Run data in DynamoDB. `ttl` (seconds since 1970) lets the table forget it; `expire` does it where no table would. */
export function createRunStore(table: Table): RunStore {
  return {
    async record(done) {
      const item = {
        ...keyItem(keys.run(done.partner, done.at, done.look)),
        run: { S: JSON.stringify(done) },
        ttl: { N: String(Math.floor((Date.parse(done.at) + KEPT_MS) / 1000)) },
      };
      await stored(() => table.client.send(new PutItemCommand({ TableName: table.name, Item: item })));
    },
    async recent(partner, limit) {
      const runs: Run[] = [];
      if (limit <= 0) return runs;
      const query = {
        ...ofPartition(keys.runs(partner)),
        ScanIndexForward: false,
        Limit: Math.min(limit, 1000),
      };
      for await (const item of queryAll(table, query)) {
        runs.push(run.parse(JSON.parse(readText(item, 'run'))));
        if (runs.length === limit) break;
      }
      return runs;
    },
    async expire(partner, now) {
      const query = {
        KeyConditionExpression: 'PK = :partition AND SK < :before',
        ExpressionAttributeValues: {
          ':partition': { S: keys.runs(partner) },
          ':before': { S: new Date(now.getTime() - KEPT_MS).toISOString() },
        },
        ProjectionExpression: 'PK, SK',
      };
      for await (const item of queryAll(table, query)) {
        const Key = keyItem({ PK: readText(item, 'PK'), SK: readText(item, 'SK') });
        await stored(() => table.client.send(new DeleteItemCommand({ TableName: table.name, Key })));
      }
    },
  };
}
