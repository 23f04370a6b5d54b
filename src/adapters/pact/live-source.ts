import { randomBytes } from 'node:crypto';
import type { LivePlan, LiveSource, Log, Monotonic, OpenPartner, PartnerClient } from '../../app/ports.ts';
import { ForewarnError } from '../../core/errors.ts';
import type { Exchange, Failure, LiveInteraction, LiveObservation } from '../../core/exchange/types.ts';
import { exerciseUses, planUses } from './exercise-uses.ts';
import { type Numbered, numberedCopy, numberInteractions } from './numbered.ts';
import { interactionOutcomes, skippedInteraction } from './observe-interactions.ts';
import { plannedCalls } from './planned-calls.ts';
import { startRecordingProxy } from './recording-proxy.ts';
import { createStateRecipes } from './state-recipes.ts';
import { startVerifier, type VerifierChild } from './verifier-child.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What the verifier's process gets beyond the look's deadline, to report what it has; less where the look is short. */
const REPORTING_MS = 10_000;
const LEAST_REPORTING_MS = 2_000;

/**
 * Looks at an environment: replays the pacts through the recording proxy and exercises the declared uses that no pact
 * covers. Always comes back by the plan's deadline (and the moment it takes to report); what was not seen by then is
 * not verified.
 *
 * @param openPartner opens the calls to the partner. @param startChild starts the verifier's process.
 * @throws ForewarnError `config` for `mode: full` with a partner that this process does not emulate, or for an
 *   environment whose URL is none.
 */
export function createLiveSource(options: {
  openPartner: OpenPartner;
  monotonic: Monotonic;
  log: Log;
  startChild?: () => VerifierChild;
}): LiveSource {
  const { openPartner, monotonic, log } = options;
  const startChild = options.startChild ?? startVerifier;

  const replay = async (
    plan: LivePlan,
    interactions: Numbered[],
    client: PartnerClient,
    child: VerifierChild,
  ): Promise<LiveInteraction[]> => {
    const mayMake = plan.environment.mode === 'full';
    const recipes = createStateRecipes({ states: plan.states, mayMake, client });
    const copies = plan.pacts
      .map((pact) =>
        numberedCopy(
          pact,
          interactions.filter((one) => one.pact === pact),
        ),
      )
      .filter((copy) => (copy.interactions as unknown[]).length > 0);
    const prefix = randomBytes(16).toString('hex');
    const proxy = await startRecordingProxy({ interactions, copies, client, recipes, prefix });
    try {
      const { providerUrl, statesUrl, pactUrls } = proxy;
      const lookMs = Math.max(0, plan.deadlineMs - monotonic.now());
      const timeoutMs = lookMs + Math.min(REPORTING_MS, Math.max(LEAST_REPORTING_MS, lookMs / 4));
      const outcome = await child.replay({ providerUrl, statesUrl, pactUrls, timeoutMs });
      if (!outcome.ok)
        log.warn('the verifier brought no result', { partner: plan.agreement.partner, ...outcome.failure });
      return interactionOutcomes(interactions, proxy.unseen, outcome);
    } finally {
      await proxy.close();
    }
  };

  return {
    observe: async (plan) => {
      checkPlan(plan);
      const all = numberInteractions(plan.pacts);
      const readOnly = plan.environment.mode === 'read-only';
      const allowed = all.filter(
        ({ interaction }) => !readOnly || SAFE.has(interaction.request.method.toUpperCase()),
      );
      const left = all.filter((one) => !allowed.includes(one)).map((one) => skippedInteraction(one, 'mode'));
      const uses = planUses(plan);
      if (plan.dryRun) {
        for (const line of plannedCalls(plan, allowed, uses)) plan.dryRun(line);
        return { exchanges: [], interactions: [], uses: [], failure: null };
      }
      const child = allowed.length > 0 ? startChild() : null;
      const client = openPartner(plan);
      try {
        const replayed = child ? await replay(plan, allowed, client, child) : [];
        const exercised = await exerciseUses(uses, client);
        const interactions = [...replayed, ...left].sort((a, b) => a.number - b.number);
        const exchanges = client.exchanges();
        return {
          exchanges,
          interactions,
          uses: exercised,
          failure: failureOfAll(exchanges, interactions, exercised),
        };
      } finally {
        child?.end();
        await client.close();
      }
    },
  };
}

function checkPlan({ agreement, environment, emulated }: LivePlan): void {
  const place = { file: agreement.file };
  if (environment.mode === 'full' && !emulated) {
    throw new ForewarnError(
      'config',
      `${agreement.partner}: mode full creates records at ${environment.name}`,
      {
        place,
        fix: 'use mode read-only: records are made only at partners that are emulated here',
      },
    );
  }
  const url = URL.parse(environment.url);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search) {
    throw new ForewarnError('config', `the URL of ${environment.name} is no http or https base URL`, {
      place,
      fix: 'write it like https://api.partner.example/v1, without credentials or query',
    });
  }
}

/** The failure that stands for the whole look: nothing was answered, and something failed. */
function failureOfAll(
  exchanges: readonly Exchange[],
  interactions: readonly LiveInteraction[],
  uses: LiveObservation['uses'],
): Failure | null {
  if (exchanges.some(({ response, purpose }) => response !== null && purpose !== 'token')) return null;
  const failed = [...interactions, ...uses].find(({ failure }) => failure !== null);
  return failed?.failure ?? null;
}
