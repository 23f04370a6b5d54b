import { createLookMemory } from '../../../src/adapters/files/look-memory.ts';
import { aCompensation } from './compensation.ts';

// Holds an entry and a fixture for an hour, as long as it lives: node holding-child.ts FOLDER
const { journal, fixtures } = createLookMemory(() => process.argv[2] as string);
const until = Date.now() + 3_600_000;
await journal.write(aCompensation(), until);
const lent = await fixtures.take({ partner: 'shelf', environment: 'sandbox' }, ['a'], until);
process.send?.(lent?.fixture);
setInterval(() => undefined, 1_000);
