import type { Failing } from '../../src/core/journey/types.ts';
import type { Distortion } from '../../src/local/emulator/distort.ts';

/** A fault in the meaning of an answer, and all that the journey says of it. */
export interface LabFault {
  name: string;
  fault: Distortion & { partner: 'order-book' | 'pay-desk' };
  found: Failing[];
}

const at = (step: number, assertion: Failing['assertion'], pointer: string): Failing => ({
  step,
  assertion,
  pointer,
});
const orders = (
  operationId: string,
  kind: Distortion['kind'],
  pointer: string,
  value?: Distortion['value'],
) => ({
  partner: 'order-book' as const,
  operationId,
  kind,
  pointer,
  ...(value === undefined ? {} : { value }),
});
const payments = (kind: Distortion['kind'], pointer: string, value?: Distortion['value']) => ({
  partner: 'pay-desk' as const,
  operationId: 'getPayment',
  kind,
  pointer,
  ...(value === undefined ? {} : { value }),
});

export const LAB_FAULTS: LabFault[] = [
  {
    name: 'an amount in cents in place of units',
    fault: payments('cents', '/amount'),
    found: [at(3, 'same-scale', '/amount')],
  },
  {
    name: 'an empty list with status 200',
    fault: orders('listOrders', 'empty-list', '/data'),
    found: [at(1, 'captured', '/data/0/id'), at(1, 'not-empty', '/data'), at(1, 'page-complete', '/data')],
  },
  {
    name: 'data of a month ago',
    fault: orders('getStock', 'stale', '/updated'),
    found: [at(4, 'fresh', '/updated')],
  },
  {
    name: 'a total that is not the sum',
    fault: orders('getOrder', 'wrong-sum', '/total'),
    found: [at(2, 'sum', '/lines/*/amount')],
  },
  {
    name: 'a page cut short',
    fault: orders('listOrders', 'cut-list', '/data'),
    found: [at(1, 'page-complete', '/data')],
  },
  {
    name: 'zero in place of a value',
    fault: orders('getOrder', 'default', '/grams'),
    found: [at(2, 'not-default', '/grams')],
  },
  {
    name: "the document's example in place of a value",
    fault: orders('getOrder', 'other', '/grams', 500),
    found: [at(2, 'not-default', '/grams')],
  },
  {
    name: "another person's record",
    fault: payments('other', '/customer', 'cu-77'),
    found: [at(3, 'equals', '/customer')],
  },
  {
    name: 'the answer to another question',
    fault: payments('other', '/order', 'o-3'),
    found: [at(3, 'equals', '/order')],
  },
  {
    name: 'a currency swapped',
    fault: payments('other', '/currency', 'SEK'),
    found: [at(3, 'equals', '/currency')],
  },
  {
    name: 'an item twice, another lost',
    fault: orders('listOrders', 'duplicate', '/data'),
    found: [at(1, 'unique', '/data/*/id')],
  },
  {
    name: 'a time shifted by a time zone',
    fault: payments('zone-shift', '/due'),
    found: [at(3, 'same-time', '/due')],
  },
  {
    name: 'a status that never moves on',
    fault: orders('getOrder', 'other', '/status', 'received'),
    found: [at(2, 'moves-on', '/status')],
  },
  {
    name: 'a fee with the wrong sign',
    fault: payments('sign', '/fee'),
    found: [at(3, 'range', '/fee')],
  },
];
