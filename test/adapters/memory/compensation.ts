import { randomUUID } from 'node:crypto';
import type { Compensation } from '../../../src/app/look-memory.ts';

/** Something that was made at the shelf, and is undone by deleting it. */
export function aCompensation(more: Partial<Compensation> = {}): Compensation {
  return {
    id: randomUUID(),
    partner: 'shelf',
    environment: 'sandbox',
    state: 'an item is there',
    kind: 'state',
    params: {},
    begun: 1,
    answered: 1,
    known: { id: 'it-1' },
    undo: { teardown: [{ delete: `/items/\${id}` }], recover: null },
    pending: null,
    undone: 0,
    tries: 0,
    at: new Date().toISOString(),
    ...more,
  };
}
