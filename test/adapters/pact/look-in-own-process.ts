import { createPartnerOpener } from '../../../src/adapters/http/partner-client.ts';
import { createLiveSource } from '../../../src/adapters/pact/live-source.ts';
import { startVerifier } from '../../../src/adapters/pact/verifier-child.ts';
import { lookPlan, monotonic, pactV3, wants } from '../look-plan.ts';

// A look in a process of its own, which a test may kill: node look-in-own-process.ts URL
const url = process.argv[2] as string;
const openPartner = createPartnerOpener({ secrets: { read: async () => null }, monotonic });
const source = createLiveSource({
  openPartner,
  monotonic,
  log: { info: () => undefined, warn: () => undefined },
  startChild: () => {
    const child = startVerifier();
    process.send?.({ pid: child.pid });
    return child;
  },
});
const { interactions } = await source.observe(
  lookPlan({ url, pacts: [pactV3([wants('/items/1', { id: 'x' })])] }),
);
process.send?.({ outcome: interactions[0]?.outcome });
process.disconnect?.();
