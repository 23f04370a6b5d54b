import { startVerifier } from '../../src/adapters/pact/verifier-child.ts';

/** Lets the verifier replay a partner's pact by itself, its process started for it; gives the ms that it took. */
export async function replayAlone(url: string, interactions: number): Promise<number> {
  const started = performance.now();
  const replay = await startVerifier().replay({
    providerUrl: url,
    statesUrl: `${url}/states`,
    pactUrls: [`${url}/pact`],
    timeoutMs: 60_000,
  });
  const took = performance.now() - started;
  if (!replay.ok || replay.results.length !== interactions) {
    throw new Error(`the verifier alone gave ${replay.ok ? replay.results.length : replay.failure.detail}`);
  }
  return took;
}
