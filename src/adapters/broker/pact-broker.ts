import type { OpenJsonDoor, PactBroker } from '../../app/pact-broker.ts';
import { fetchPacts } from './fetch-pacts.ts';
import { publishResults } from './publish-results.ts';

/** A Pact Broker or PactFlow behind its HAL API (https://docs.pact.io/pact_broker/advanced_topics/api_docs). */
export function createPactBroker(on: { open: OpenJsonDoor; toolVersion: string }): PactBroker {
  return {
    fetch: async (broker, reach) => {
      const door = on.open(broker, reach);
      try {
        return await fetchPacts(door, broker);
      } finally {
        await door.close();
      }
    },
    publish: async (broker, results, reach) => {
      if (results.length === 0) return { told: 0, known: 0, failure: null };
      const door = on.open(broker, reach);
      try {
        return await publishResults(door, results, on.toolVersion);
      } finally {
        await door.close();
      }
    },
  };
}
