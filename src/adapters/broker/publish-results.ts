import type { JsonDoor, PactResult, PublishedResults } from '../../app/pact-broker.ts';
import type { Mismatch } from '../../core/exchange/types.ts';
import type { JsonObject } from '../../core/json.ts';

/**
 * Tells results to the broker, each at its pact's own link. A result that the broker has already, as its latest one
 * for the same version, is not told again. The first failure ends it.
 */
export async function publishResults(
  door: JsonDoor,
  results: readonly PactResult[],
  toolVersion: string,
): Promise<PublishedResults> {
  const published: PublishedResults = { told: 0, known: 0, failure: null };
  for (const result of results) {
    const { results: links } = result.brokered;
    if (!links) continue;
    if (links.latest !== null && (await isLatest(door, links.latest, result))) {
      published.known++;
      continue;
    }
    const answer = await door.send('POST', links.publish, bodyOf(result, toolVersion));
    if (!answer.ok) return { ...published, failure: answer.failure };
    published.told++;
  }
  return published;
}

async function isLatest(door: JsonDoor, href: string, result: PactResult): Promise<boolean> {
  const answer = await door.send('GET', href);
  if (!answer.ok) return false;
  return (
    answer.body?.providerApplicationVersion === result.version && answer.body.success === isSuccess(result)
  );
}

function bodyOf(result: PactResult, toolVersion: string): JsonObject {
  const { brokered, version, interactions } = result;
  return {
    success: isSuccess(result),
    providerApplicationVersion: version,
    verifiedBy: { implementation: 'forewarn', version: toolVersion },
    testResults: interactions.map(({ index, success, mismatches }) => ({
      ...(brokered.interactionIds[index] ? { interactionId: brokered.interactionIds[index] } : {}),
      success,
      ...(success ? {} : { mismatches: mismatches.map(mismatch) }),
    })),
  };
}

function isSuccess({ interactions }: PactResult): boolean {
  return interactions.every(({ success }) => success);
}

/** Where it differs and how, never with what. */
function mismatch({ where, path, kind }: Mismatch): JsonObject {
  return { attribute: where, identifier: path, description: WORDS[kind] };
}

const WORDS = {
  missing: 'is not there',
  type: 'is of another type',
  value: 'is another value',
  unexpected: 'is not expected',
  other: 'does not match',
} as const satisfies Record<Mismatch['kind'], string>;
