import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { type Emulator, startEmulator } from '../../src/local/emulator/start-emulator.ts';
import type { Behaviour, Call, Outcome } from '../../src/local/emulator/types.ts';
import { runCli, temporaryFolder } from '../cli/run-cli.ts';
import { ORDERS, PAYMENTS, pactOf } from './lab-documents.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** The journey of the lab: a person orders and pays, over both partners. */
export const JOURNEYS = `
order:
  title: A customer follows an order
  who: customer
  hurts: The customer does not see what was ordered and paid
  contact: service-desk@shop.example
  steps:
    - partner: order-book
      operation: listOrders
      with: { parameters: { limit: 10 } }
      capture: { order: /data/0/id }
      expect:
        - { not-empty: /data }
        - { page-complete: /data, total: /total, more: /has_more, size: 10 }
        - { unique: /data/*/id }
    - partner: order-book
      operation: getOrder
      with: { parameters: { id: "\${order}" } }
      capture: { customer: /customer, currency: /currency, total: /total, due: /due }
      expect:
        - { equals: /id, value: "\${order}" }
        - { sum: /lines/*/amount, total: /total }
        - { not-default: /grams }
        - { moves-on: /status, from: [received], since: /created, within: 2d }
    - partner: pay-desk
      interaction: a request for a payment
      with: { parameters: { id: "\${order}" } }
      expect:
        - { equals: /order, value: "\${order}" }
        - { equals: /customer, value: "\${customer}" }
        - { equals: /currency, value: "\${currency}" }
        - { same-scale: /amount, as: "\${total}", factor: 1.05 }
        - { same-time: /due, as: "\${due}", within: 1m }
        - { range: /fee, min: 0, max: 1000 }
    - partner: order-book
      operation: getStock
      expect: [{ fresh: /updated, within: 1d }]
`;

/** Two partners, emulated in this process, and a folder with agreements and a journey over both. */
export interface LabWorld {
  cwd: string;
  partners: Record<'order-book' | 'pay-desk', Emulator>;
  check(...argv: string[]): ReturnType<typeof runCli>;
}

export async function openLab({
  confirm = 2,
  journeys = JOURNEYS,
}: {
  confirm?: number;
  journeys?: string;
} = {}): Promise<LabWorld> {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'openapi'));
  const partners = {
    'order-book': await emulate(cwd, 'order-book', ORDERS, confirm),
    'pay-desk': await emulate(cwd, 'pay-desk', PAYMENTS, confirm),
  };
  writeFileSync(join(cwd, 'contracts', 'journeys.yaml'), journeys);
  return { cwd, partners, check: (...argv) => runCli(['check', '--allow-private', ...argv], { cwd }) };
}

async function emulate(cwd: string, name: 'order-book' | 'pay-desk', raw: JsonObject, confirm: number) {
  const document = openDocument(raw, sha256);
  const emulator = await startEmulator({ document, behaviour: BEHAVIOUR, credentials: null });
  onTestFinished(() => emulator.close());
  const folder = join(cwd, 'contracts', name);
  mkdirSync(join(folder, 'pacts'), { recursive: true });
  writeFileSync(join(cwd, 'openapi', `${name}.json`), JSON.stringify(raw));
  writeFileSync(join(folder, 'pacts', `shop--${name}.json`), JSON.stringify(pactOf(name)));
  writeFileSync(
    join(folder, 'agreement.yaml'),
    `partner: ${name}
openapi: { baseline: ../../openapi/${name}.json, published: ${emulator.url}/openapi.json }
limits: { requests-per-second: 200 }
environments: { production: ${emulator.url} }
contacts: { ours: [{ email: integrations@shop.example }] }
policy: { confirm: ${confirm} }
`,
  );
  return emulator;
}

function orderAt(number: number, at: Date): JsonObject {
  // Calls of one walk are about the same record.
  const now = new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);
  const created = new Date(now.getTime() - number * 100 * HOUR_MS).toISOString();
  const due = new Date(now.getTime() + number * 10 * HOUR_MS).toISOString();
  const lines = [{ amount: 1000 * number }, { amount: 250 }];
  const total = 1000 * number + 250;
  return {
    id: `o-${number}`,
    customer: `cu-${number}`,
    currency: 'EUR',
    lines,
    total,
    status: 'sent',
    created,
    due,
    grams: 740,
  };
}

const ALL = [1, 2, 3, 4];

/** What the partners answer where nothing is wrong with what it means; null where there is no such record. */
export function answerAt(path: string, now: Date): JsonObject | null {
  const [, place, id] = path.split('/');
  if (place === 'stock') return { updated: new Date(now.getTime() - HOUR_MS).toISOString(), left: 12 };
  if (id === undefined)
    return { data: ALL.map((number) => orderAt(number, now)), total: ALL.length, has_more: false };
  const order = ALL.map((number) => orderAt(number, now)).find((one) => one.id === id);
  if (!order || place === 'orders') return order ?? null;
  const { customer = null, total = null, currency = null, due = null } = order;
  return { order: id, customer, amount: total, currency, due, fee: 3.5 };
}

function answer({ path, now }: Call): Outcome {
  const body = answerAt(path, now);
  return body ? { body } : { refused: 'not-found', message: 'There is no such record.' };
}

const BEHAVIOUR: Behaviour = {
  operations: { listOrders: answer, getOrder: answer, getStock: answer, getPayment: answer },
};
