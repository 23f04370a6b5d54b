import { afterEach } from 'vitest';
import { createLiveSource } from '../../../src/adapters/pact/live-source.ts';
import type { LookMemory } from '../../../src/app/look-memory.ts';
import type { LiveObservation } from '../../../src/core/exchange/types.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { lookPlan, monotonic, type PlanParts, partnerOpener } from '../look-plan.ts';
import { json, type LoopbackServer, type Received, startServer } from '../loopback-server.ts';

const open: LoopbackServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** New for each record that is made. */
export const MARK = `\${run.id}`;
/** An interaction that makes an item itself. */
export const CREATES: JsonObject = {
  description: 'a request to create an item',
  request: {
    method: 'POST',
    path: '/items',
    headers: { 'Content-Type': 'application/json' },
    body: { size: 1 },
  },
  response: { status: 201 },
};
/** An interaction that reads the item of its state. */
export const READS: JsonObject = {
  description: 'an item',
  providerStates: [{ name: 'an item is there', params: {} }],
  request: {
    method: 'GET',
    path: '/items/example',
    generators: { path: { type: 'ProviderState', expression: `/items/\${id}`, dataType: 'STRING' } },
  },
  response: { status: 200 },
};
/** A recipe that makes an item, finds it again and deletes it. */
export const MAKES: JsonObject = {
  make: [{ post: '/items', body: { ref: MARK }, capture: { id: '/id' } }],
  recover: { get: '/items', each: '/data', where: { '/ref': MARK }, capture: { id: '/id' } },
  teardown: [{ delete: `/items/\${id}` }],
  returns: { id: `\${id}` },
};

/** A partner of a test. */
export interface Shelf {
  server: LoopbackServer;
  items: Map<string, JsonObject>;
  calls(): string[];
}

/** A shelf with ids that cannot be guessed from each other; `before` may answer instead of it, or after it. */
export async function shelf(
  before: (request: Received, keep: () => JsonObject, response: Parameters<typeof json>[0]) => boolean = () =>
    false,
): Promise<Shelf> {
  const items = new Map<string, JsonObject>([['old', { id: 'old', size: 9 }]]);
  let made = 0;
  const server = await startServer((request, response) => {
    const { method, url, body } = request;
    const id = /^\/items\/([^/?]+)$/.exec(url)?.[1];
    const keep = () => {
      const item = { ...(body === '' ? {} : (JSON.parse(body) as JsonObject)), id: `it-${++made}` };
      items.set(item.id, item);
      return item;
    };
    if (before(request, keep, response)) return;
    if (method === 'POST') json(response, 201, keep());
    else if (id === undefined) json(response, 200, { data: [...items.values()] });
    else if (method === 'DELETE') response.writeHead(items.delete(id) ? 204 : 404).end();
    else json(response, items.has(id) ? 200 : 404, items.get(id) ?? {});
  });
  open.push(server);
  return { server, items, calls: () => server.received.map(({ method, url }) => `${method} ${url}`) };
}

/** A look in mode full that leaves to later ones what the memory keeps. */
export function look(
  { server }: Shelf,
  parts: Omit<PlanParts, 'url'>,
  memory: LookMemory,
): Promise<LiveObservation> {
  const log = { info: () => undefined, warn: () => undefined };
  const source = createLiveSource({ openPartner: partnerOpener(), monotonic, log, memory });
  return source.observe(lookPlan({ url: server.url, emulated: false, ...parts }));
}
