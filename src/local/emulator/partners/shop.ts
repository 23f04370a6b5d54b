import type { JsonObject } from '../../../core/json.ts';
import { listCollection } from '../list-collection.ts';
import type { Behaviour, Call, Outcome, Seed } from '../types.ts';

const ORDERS = '/v1/orders';
const SEEDED = 30;
const HOUR_MS = 3_600_000;

/** What the document of our own order API cannot say: orders come from the shop, and what is shipped leaves them. */
export const shop: Behaviour = {
  seed: (now) => ({ [ORDERS]: Array.from({ length: SEEDED }, (_, index) => seededOrder(index, now)) }),
  operations: {
    listOrders: (call) => listCollection(call, ORDERS),
    getOrder: (call) => {
      const found = call.records.get(ORDERS, call.pathParams.orderId ?? '');
      return found ? { body: found } : NO_ORDER;
    },
    addShipment,
  },
};

const NO_ORDER: Outcome = { refused: 'not-found', message: 'There is no such order.', code: 'no_such_order' };

/** `ord_1001` is the newest, and ready to ship. */
function seededOrder(index: number, now: Date): Seed {
  const id = `ord_${1000 + SEEDED - index}`;
  const isReady = index >= SEEDED - 8;
  const made = new Date(now.getTime() - (SEEDED - index) * 3 * HOUR_MS).toISOString();
  const lines = [
    { sku: 'MUG-0110', quantity: 2, weight: 800, age_limit: null },
    { sku: 'TEA-0042', quantity: 1 + (index % 3), weight: 150 * (1 + (index % 3)), age_limit: null },
  ];
  const order: JsonObject = {
    id,
    status: isReady ? 'ready_to_ship' : 'shipped',
    ship_to: {
      name: 'Test Reader',
      line1: `Harbour Street ${1 + index}`,
      line2: null,
      postcode: '11130',
      city: 'Northhaven',
      country: 'SE',
    },
    lines,
    weight: lines.reduce((sum, line) => sum + line.weight, 0),
    warehouse: 'wh_1',
    ready_at: made,
    updated_at: made,
    gift: index % 5 === 0,
  };
  return [id, order];
}

function addShipment(call: Call): Outcome {
  const id = call.pathParams.orderId ?? '';
  const order = call.records.get(ORDERS, id);
  if (!order) return NO_ORDER;
  if (order.status !== 'ready_to_ship')
    return { refused: 'state', message: 'The order is not ready to ship.', code: 'order_not_ready' };
  const shipments = `${ORDERS}/${id}/shipments`;
  const sent = call.body as { tracking_number: string; packages?: number; collected_at?: string };
  const shipment = {
    id: `shp_${(call.records.added(shipments) + 1).toString(36)}${id.slice(4)}`,
    order: id,
    tracking_number: sent.tracking_number,
    packages: sent.packages ?? 1,
    collected_at: sent.collected_at ?? null,
    created_at: call.now.toISOString(),
  };
  call.records.put(shipments, shipment.id, shipment);
  call.records.put(ORDERS, id, { ...order, status: 'shipped', updated_at: call.now.toISOString() });
  return { body: shipment };
}
