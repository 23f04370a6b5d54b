import type { ServerResponse } from 'node:http';
import { json, type LoopbackServer, type Received, startServer } from '../../adapters/loopback-server.ts';

/** Where in a request of ours the partner lets a test act. */
export type Spot = 'arrived' | 'made' | 'answered';

/** A partner that counts what is made there and what goes. */
export interface CountingPartner {
  url: string;
  /** Requests so far. */
  requests(): number;
  /** Ids of records that our calls made and that are still there. */
  standing(): string[];
  /** How many records our calls ever made. */
  made(): number;
  /** Ids of records of others that our calls deleted. */
  harmed(): string[];
  /** Called at every spot of every request, until it is set again. */
  watch(watcher: (spot: Spot, request: number) => void): void;
  close(): Promise<void>;
}

interface Kept {
  id: string;
  reference: string;
  ours: boolean;
}

const OTHERS = 12;

/**
 * Starts a partner with `/charges` (remembers an Idempotency-Key) and `/customers`, `/orders` (keep a `reference`).
 * Its lists ignore the query and show what others made, too: who deletes what a list holds, harms them.
 */
export async function startCountingPartner(): Promise<CountingPartner> {
  const collections = new Map<string, Map<string, Kept>>();
  const byKey = new Map<string, string>();
  const harmed: string[] = [];
  let watcher: (spot: Spot, request: number) => void = () => undefined;
  let requests = 0;
  let made = 0;
  const next = (name: string) => `${name.slice(0, 2)}_${(requests * 7919 + made).toString(36)}`;
  for (const name of ['charges', 'customers', 'orders']) {
    const others = Array.from({ length: OTHERS }, (_, n): [string, Kept] => {
      const id = `${name}-of-others-${n}`;
      return [id, { id, reference: `order ${n}`, ours: false }];
    });
    collections.set(name, new Map(others));
  }

  const make = (name: string, key: string | undefined, body: string): Kept => {
    const all = collections.get(name) as Map<string, Kept>;
    const before = key === undefined ? undefined : byKey.get(`${name} ${key}`);
    const known = before === undefined ? undefined : all.get(before);
    if (known) return known;
    const { reference = '' } = body === '' ? {} : (JSON.parse(body) as { reference?: string });
    const record = { id: next(name), reference, ours: true };
    all.set(record.id, record);
    made++;
    if (key !== undefined) byKey.set(`${name} ${key}`, record.id);
    return record;
  };

  const answer = (request: Received, response: ServerResponse): void => {
    const number = ++requests;
    watcher('arrived', number);
    const [, name = '', id] = (request.url.split('?')[0] ?? '').split('/');
    const all = collections.get(name);
    response.once('finish', () => watcher('answered', number));
    if (!all) {
      json(response, 404, {});
      return;
    }
    if (request.method === 'POST') {
      const key = request.headers['idempotency-key'];
      const { ours: _, ...record } = make(name, typeof key === 'string' ? key : undefined, request.body);
      watcher('made', number);
      json(response, 201, record);
      return;
    }
    if (request.method === 'DELETE' && id !== undefined) {
      const record = all.get(id);
      if (record && !record.ours) harmed.push(id);
      const gone = all.delete(id);
      watcher('made', number);
      if (gone) response.writeHead(204).end();
      else json(response, 404, {});
      return;
    }
    const shown = [...all.values()].map(({ ours: _, ...one }) => one);
    if (id === undefined) json(response, 200, { data: shown });
    else {
      const record = shown.find((one) => one.id === id);
      json(response, record ? 200 : 404, record ?? {});
    }
  };

  const server: LoopbackServer = await startServer(answer);
  return {
    url: server.url,
    requests: () => requests,
    standing: () =>
      [...collections.values()]
        .flatMap((all) => [...all.values()])
        .flatMap((one) => (one.ours ? one.id : [])),
    made: () => made,
    harmed: () => harmed,
    watch: (next) => {
      watcher = next;
    },
    close: () => server.close(),
  };
}
