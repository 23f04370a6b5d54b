import { openStore } from '../../../src/local/open-store.ts';

/** Appends entries for as long as it lives and says the number of each once it was answered. */
process.on('disconnect', () => process.exit());
const store = await openStore({ dir: process.argv[2] ?? '', clock: 'simulated', create: true });
const head = await store.ledger.head('acme-pay');
for (let seq = (head?.seq ?? 0) + 1; ; seq++) {
  await store.ledger.append('acme-pay', { seq, body: `entry ${seq}`, hash: 'a'.repeat(64) });
  process.send?.(seq);
}
