import type { Difference } from '../../../src/core/drift/difference.ts';

/** A removed response property of an operation, changed where it is told to be. */
export function differenceOf(changed: Partial<Difference> = {}): Difference {
  return {
    rule: 'response-required-property-removed',
    level: 'breaking',
    direction: 'response',
    subject: {
      method: 'GET',
      path: '/orders/{}',
      section: 'response',
      status: '200',
      media: 'application/json',
      location: '/lines/*/total',
    },
    facet: 'property',
    args: { property: 'total' },
    operation: { method: 'GET', path: '/orders/{orderId}', operationId: 'getOrder' },
    pointer: { baseline: '#/a', observed: '#/b' },
    proof: 'structural',
    ...changed,
  };
}
