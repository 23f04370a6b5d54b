import type { StaticFit } from '../core/drift/assess/types.ts';
import type { Difference } from '../core/drift/difference.ts';
import { asPending } from '../core/drift/pending.ts';
import type { LiveObservation } from '../core/exchange/types.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { Pact } from '../core/pact/types.ts';
import type { Ports } from './ports.ts';

/** Holds every interaction and message of every pact against both documents, without a call. */
export async function fitPacts(
  ports: Pick<Ports, 'pacts'>,
  baseline: ApiDocument,
  published: ApiDocument | null,
  pacts: readonly Pact[],
  observation: LiveObservation | null,
): Promise<StaticFit[]> {
  const moved = published && published.hash !== baseline.hash;
  const fits: StaticFit[] = [];
  for (const pact of pacts) {
    const toBaseline = await ports.pacts.compare(baseline, pact);
    const toPublished = moved ? await ports.pacts.compare(published, pact, baseline) : toBaseline;
    const parts = [...pact.interactions, ...pact.messages];
    for (const [at, fit] of toBaseline.entries()) {
      const other = toPublished[at];
      const told = (differences: Difference[]) =>
        (pact.pending ?? parts[at]?.pending) ? differences.map(asPending) : differences;
      fits.push({
        pact: fit.pact,
        interaction: fit.interaction,
        baseline: told(fit.differences),
        published: published && other && !other.undecided ? told(other.differences) : null,
        livePasses: passes(observation, fit.pact, fit.interaction),
      });
    }
  }
  return fits;
}

function passes(observation: LiveObservation | null, pact: string, interaction: string): boolean | null {
  const live = observation?.interactions.find((one) => one.pact === pact && one.description === interaction);
  if (live?.outcome === 'passed') return true;
  return live?.outcome === 'failed' ? false : null;
}
