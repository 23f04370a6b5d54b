import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';

/** Units that a table consumed, as DynamoDB counts them. */
export interface ConsumedUnits {
  write: number;
  read: number;
  /** Requests by operation. */
  calls: Record<string, number>;
}

/** An empty DynamoDB in memory, and what is consumed of it. */
export interface CountingTable {
  url: string;
  /** Everything since the last time it was asked. */
  take(): ConsumedUnits;
  close(): Promise<void>;
}

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']);

/**
 * A DynamoDB in front of which every request is asked for the units that it consumed. A write whose condition
 * fails consumes as well, and says nothing of it: it counts as one unit.
 */
export async function startCountingTable(): Promise<CountingTable> {
  const inner = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const innerUrl = await listen(inner);
  let units = nothing();
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    const body = { ...JSON.parse((await readAll(request)) || '{}'), ReturnConsumedCapacity: 'TOTAL' };
    const { host, 'content-length': _, connection, ...headers } = request.headers;
    const answer = await fetch(innerUrl, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: JSON.stringify(TABLE_CALLS.has(operation) ? without(body) : body),
    });
    const text = await answer.text();
    const consumed = [JSON.parse(text || '{}').ConsumedCapacity ?? []].flat();
    const sum = consumed.reduce(
      (total: number, one: { CapacityUnits?: number }) => total + (one.CapacityUnits ?? 0),
      0,
    );
    const failed = text.includes('ConditionalCheckFailedException') ? 1 : 0;
    units[WRITES.has(operation) ? 'write' : 'read'] += sum + failed;
    units.calls[operation] = (units.calls[operation] ?? 0) + 1;
    for (const name of ['content-type', 'x-amz-crc32', 'x-amzn-requestid']) {
      const value = answer.headers.get(name);
      if (value !== null) response.setHeader(name, value);
    }
    response.statusCode = answer.status;
    response.end(text);
  });
  const url = await listen(server);
  return {
    url,
    take() {
      const taken = units;
      units = nothing();
      return taken;
    },
    async close() {
      for (const one of [server, inner]) {
        one.closeAllConnections();
        await new Promise<void>((resolve) => one.close(() => resolve()));
      }
    },
  };
}

/** Calls that are about the table, which know no such parameter. */
const TABLE_CALLS = new Set(['CreateTable', 'DescribeTable', 'ListTables', 'DeleteTable', 'UpdateTable']);

function without({ ReturnConsumedCapacity: _, ...body }: Record<string, unknown>): Record<string, unknown> {
  return body;
}

function nothing(): ConsumedUnits {
  return { write: 0, read: 0, calls: {} };
}

async function listen(
  server: ReturnType<typeof createServer> | ReturnType<typeof dynalite>,
): Promise<string> {
  await new Promise<void>((resolve) =>
    (server as ReturnType<typeof createServer>).listen(0, '127.0.0.1', resolve),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
