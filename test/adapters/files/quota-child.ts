import { createQuotaStore } from '../../../src/adapters/files/quota-store.ts';

/** Takes calls from a folder as fast as it can; prints how many it got. */
const [home = '', times = '', callsPerDay = ''] = process.argv.slice(2);
const store = createQuotaStore(() => home);
const limits = { requestsPerSecond: 1_000_000, concurrent: 1_000, callsPerDay: Number(callsPerDay) };
let granted = 0;
for (let n = 0; n < Number(times); n++) {
  const grant = await store.take('acme-pay', { limits, now: Date.now(), holdMs: 60_000 });
  if (grant.kind !== 'granted') continue;
  granted++;
  await store.giveBack('acme-pay', grant.hold);
}
process.stdout.write(String(granted));
