import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { RUNS_KEPT_MS, type Run, type RunStore } from '../../app/run-store.ts';
import { FAILURE_CLASSES } from '../../core/exchange/types.ts';
import { STATUS_WORDS } from '../../core/status-page/types.ts';
import { readText } from './item.ts';
import { keys } from './keys.ts';
import { ofPartition } from './ledger-store.ts';
import { keyItem, queryAll, stored, type Table } from './table.ts';

const count = z.int().nonnegative();
const digest = z.string().regex(/^[0-9a-f]{16}$/);

const run: z.ZodType<Run> = z.object({
  partner: z.string(),
  environment: z.string().nullable(),
  at: z.string(),
  verdict: z.enum(['agrees', 'changing', 'drifts', 'not-verified']),
  look: z.string(),
  ms: z.number(),
  vantage: z.string().optional(),
  statusPage: z.enum(STATUS_WORDS).optional(),
  coverage: z
    .object({
      used: count,
      exercised: count,
      skipped: z.object({ mode: count, budget: count, doNotCall: count }),
    })
    .optional(),
  with: z.object({ agreement: digest, baseline: digest, pacts: digest }).optional(),
  failures: z.partialRecord(z.enum(FAILURE_CLASSES), z.int().positive()).optional(),
});

/** Run data in DynamoDB. `ttl` (seconds since 1970) lets the table forget it; `expire` does it where no table would. */
export function createRunStore(table: Table): RunStore {
  return {
    async record(done) {
      const item = {
        ...keyItem(keys.run(done.partner, done.at, done.look)),
        run: { S: JSON.stringify(done) },
        ttl: { N: String(Math.floor((Date.parse(done.at) + RUNS_KEPT_MS) / 1000)) },
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
          ':before': { S: new Date(now.getTime() - RUNS_KEPT_MS).toISOString() },
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
