import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../src/core/json.ts';
import { openWorld, shopDocument } from './our-side-world.ts';
import { runCli } from './run-cli.ts';

const READY = {
  type: 'object',
  required: ['type', 'order', 'address'],
  properties: {
    type: { type: 'string', const: 'order.ready' },
    order: { type: 'string' },
    address: { type: 'string' },
    gift: { type: 'boolean' },
  },
};

/** The schema of what we send when an order is ready, without some of its members. */
export function readyWithout(...members: string[]): JsonObject {
  const { required, properties, ...rest } = structuredClone(READY);
  const kept = Object.entries(properties).filter(([name]) => !members.includes(name));
  return {
    ...rest,
    required: required.filter((name) => !members.includes(name)),
    properties: Object.fromEntries(kept),
  };
}

/** Our document, whose webhook has this schema; with `callback` it is a callback of an operation instead. */
export function sendingDocument(schema: JsonObject, how: 'webhook' | 'callback' = 'webhook'): JsonObject {
  const post = {
    summary: 'An order is ready',
    requestBody: { content: { 'application/json': { schema } } },
    responses: { 204: { description: 'Heard.' } },
  };
  const document = shopDocument(['id', 'address']);
  if (how === 'webhook') return { ...document, webhooks: { orderReady: { post } } };
  const subscribe = {
    operationId: 'subscribe',
    responses: { 201: { description: 'Made.' } },
    callbacks: { orderReady: { '{$request.body#/url}': { post } } },
  };
  return { ...document, paths: { ...(document.paths as JsonObject), '/subscriptions': { post: subscribe } } };
}

/** What the partner reads of it: the order and its address. */
const EVENTS: JsonObject = {
  consumer: { name: 'parcel-post-events' },
  provider: { name: 'shop' },
  interactions: [
    {
      type: 'Asynchronous/Messages',
      description: 'an order is ready',
      contents: {
        content: { type: 'order.ready', order: 'O-1', address: '1 Main Street' },
        contentType: 'application/json',
        encoded: false,
      },
      matchingRules: { body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } } },
    },
  ],
  metadata: { pactSpecification: { version: '4.0' } },
};

export const CONTACTS = `contacts:
  ours: [{ email: api@shop.example }]
  theirs: [{ email: api@parcel-post.example }]`;

/** A partner that reads what we send it and nothing else of ours. */
export function sendingWorld(on: { ours?: string; document?: JsonObject; lines?: string } = {}) {
  const ours = `ours: { openapi: ../../openapi/shop.json${on.ours ?? ''} }`;
  const { check, cwd } = openWorld(['id', 'address'], {
    lines: `${ours}\n${on.lines ?? CONTACTS}`,
    pact: false,
  });
  const folder = join(cwd, 'contracts', 'parcel-post');
  const write = (file: string, data: Json) => writeFileSync(file, JSON.stringify(data));
  write(join(folder, 'pacts', 'events.json'), EVENTS);
  const documentIs = (document: JsonObject, name = 'shop.json') =>
    write(join(cwd, 'openapi', name), document);
  documentIs(on.document ?? sendingDocument(readyWithout()));
  mkdirSync(join(folder, 'sent'));
  return {
    cwd,
    check,
    cli: (...argv: string[]) => runCli(argv, { cwd }),
    documentIs,
    /** Records what we sent; a minute old unless it says otherwise. */
    sent(body: Json, more: JsonObject = {}) {
      const at = new Date(Date.now() - 60_000).toISOString();
      const headers = { 'content-type': 'application/json' };
      write(join(folder, 'sent', 'ready.json'), { at, message: 'an order is ready', headers, body, ...more });
    },
    nothingSent: () => rmSync(join(folder, 'sent', 'ready.json'), { force: true }),
    /** One look at our side, as a report. */
    async look(...argv: string[]) {
      const { code, out } = await check('--env', 'ours', '--format', 'json', ...argv);
      const { checks, findings, notVerified } = JSON.parse(out);
      return { code, checks, findings, notVerified };
    },
  };
}
