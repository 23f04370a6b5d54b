import type { LookMemory } from '../../app/look-memory.ts';
import type { LivePlan, LiveSource, Log, Monotonic, OpenPartner, PartnerClient } from '../../app/ports.ts';
import type { RecordedDeliveries } from '../../core/delivery/assign-deliveries.ts';
import { ForewarnError } from '../../core/errors.ts';
import type { Exchange, Failure, LiveInteraction, LiveObservation } from '../../core/exchange/types.ts';
import { cleanupInteractions } from './cleanup-interactions.ts';
import { exerciseUses, leftUse, planUses } from './exercise-uses.ts';
import { forgetfulMemory } from './forgetful-memory.ts';
import { lendFixture } from './lend-fixture.ts';
import { hasToBeUndone } from './look-costs.ts';
import { createMadeRecords, type MadeRecords } from './made-records.ts';
import { type Numbered, numberInteractions } from './numbered.ts';
import { skippedInteraction } from './observe-interactions.ts';
import { plannedCalls } from './planned-calls.ts';
import { type MessageToReplay, planMessages } from './replay-messages.ts';
import { replayThroughProxy } from './replay-through-proxy.ts';
import { createStateRecipes, type StateRecipes } from './state-recipes.ts';
import { takeTurns } from './turns.ts';
import { startVerifier, type VerifierChild } from './verifier-child.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What of a look is kept back to undo what it made: a part of it, and no more than this. */
const UNDOING_SHARE = 0.2;
const MOST_UNDOING_MS = 20_000;
/** After the look's end, what it made is anybody's to undo. */
const GRACE_MS = 15_000;

/**
 * Looks at an environment: replays the pacts through the recording proxy and exercises the declared uses that no pact
 * covers. In `mode: full` it makes what the recipes say, writes that down before, and undoes it; what an earlier look
 * had to leave is undone first. Always comes back by the plan's deadline (and the moment it takes to report); what was
 * not seen by then is not verified.
 *
 * @param options.openPartner opens the calls to the partner. @param options.startChild starts the verifier's process.
 *   @param options.memory what looks leave to later ones; of emulated partners nothing is kept beyond this process.
 * @throws ForewarnError `config` for an environment whose URL is none.
 */
export function createLiveSource(options: {
  openPartner: OpenPartner;
  monotonic: Monotonic;
  log: Log;
  startChild?: () => VerifierChild;
  memory?: LookMemory;
}): LiveSource {
  const { openPartner, monotonic, log } = options;
  const startChild = options.startChild ?? startVerifier;
  const ofThisProcess = forgetfulMemory();
  const memoryFor = ({ emulated }: LivePlan) =>
    emulated ? ofThisProcess : (options.memory ?? ofThisProcess);

  const replay = async (
    plan: LivePlan,
    interactions: readonly Numbered[],
    messages: readonly MessageToReplay[],
    on: { client: PartnerClient; recipes: StateRecipes; made: MadeRecords; child: VerifierChild },
  ): Promise<LiveInteraction[]> => {
    const isOver = nothingNewAfter(plan, interactions, monotonic.now());
    const { client, settled } = cleanupInteractions({
      ...on,
      plan,
      interactions,
      isOver: () => isOver(monotonic.now()),
    });
    try {
      const { partner } = plan.agreement;
      const { deadlineMs } = plan;
      const again = { startChild, monotonic, deadlineMs, log };
      return await replayThroughProxy({ ...on, ...again, partner, interactions, messages, client });
    } finally {
      await settled();
      await on.recipes.tearDownAll();
      await on.made.undoAll();
    }
  };

  return {
    observe: async (plan) => {
      checkPlan(plan);
      const { journal, fixtures, turns } = memoryFor(plan);
      const of = { partner: plan.agreement.partner, environment: plan.environment.name };
      const mayMake = plan.environment.mode === 'full';
      const all = numberInteractions(plan.pacts);
      const allowed = all.filter(
        ({ interaction }) => mayMake || SAFE.has(interaction.request.method.toUpperCase()),
      );
      const left = all.filter((one) => !allowed.includes(one)).map((one) => skippedInteraction(one, 'mode'));
      const planned = planUses(plan);
      if (plan.dryRun) {
        const open = await journal.open(of.partner, of.environment);
        for (const line of plannedCalls(plan, allowed, planned, open)) plan.dryRun(line);
        return { exchanges: [], interactions: [], uses: [], failure: null };
      }
      const messages = planMessages(plan.pacts, recordedOf(plan));
      const child = allowed.length + messages.replayed.length > 0 ? startChild() : null;
      const client = openPartner(plan);
      const now = monotonic.now();
      const heldUntil = Date.now() + Math.max(0, Math.min(plan.deadlineMs - now, LONGEST_LOOK_MS)) + GRACE_MS;
      const made = createMadeRecords({ ...of, journal, client, heldUntil, monotonicNow: monotonic.now, log });
      const lend = lendFixture({ fixtures, of, monotonic, until: heldUntil, deadlineMs: plan.deadlineMs });
      const recipes = createStateRecipes({ states: plan.states, mayMake, client, made, lend });
      try {
        if (mayMake) await made.undoLeft(now + (plan.deadlineMs - now) / 2);
        const calls = await callsFor(plan, client, monotonic.now());
        const turn = await takeTurns(plan, { interactions: allowed, uses: planned }, calls, turns);
        const later = turn.left.interactions.map((one) => skippedInteraction(one, 'budget'));
        const replayed =
          child && turn.interactions.length + messages.replayed.length > 0
            ? await replay(plan, turn.interactions, messages.replayed, { client, recipes, made, child })
            : [];
        const exercised = await exerciseUses(turn.uses, client);
        const interactions = [...replayed, ...left, ...later, ...messages.left].sort(
          (a, b) => a.number - b.number,
        );
        const uses = [...exercised, ...turn.left.uses.map((use) => leftUse(use, 'budget'))];
        await turn.record({ interactions, uses }, new Date().toISOString());
        const exchanges = client.exchanges().filter(({ purpose }) => purpose !== 'cleanup');
        const summary = made.summary();
        return {
          exchanges,
          interactions,
          uses,
          failure: failureOfAll(exchanges, interactions, uses),
          ...(summary ? { made: summary } : {}),
        };
      } finally {
        child?.end();
        await client.close();
      }
    },
  };
}

/** What the plan has of messages; without it nothing is recorded. */
function recordedOf({ recorded, environment, agreement }: LivePlan): RecordedDeliveries {
  const { maxAgeMs } = agreement;
  return recorded ?? { all: [], environment: environment.name, now: new Date().toISOString(), maxAgeMs };
}

/** Looks are shorter; without a deadline, what a look that crashed has made is anybody's after this time. */
const LONGEST_LOOK_MS = 600_000;

/** Whether at a time nothing new is begun, since what is left of the look is for undoing. */
function nothingNewAfter(
  plan: LivePlan,
  interactions: readonly Numbered[],
  now: number,
): (at: number) => boolean {
  if (!interactions.some(({ interaction }) => hasToBeUndone(plan, interaction))) return () => false;
  const end = plan.deadlineMs - Math.min(MOST_UNDOING_MS, (plan.deadlineMs - now) * UNDOING_SHARE);
  return (at) => at > end;
}

/** Calls that a look may make from now on: by the day's budget, its share of it, and the time that is left. */
async function callsFor(plan: LivePlan, client: PartnerClient, now: number): Promise<number> {
  const { requestsPerSecond } = plan.agreement.limits;
  const byTime = Math.floor(((plan.deadlineMs - now) / 1000) * requestsPerSecond) + 1;
  const ofTheDay = (await client.callsLeft?.()) ?? Number.POSITIVE_INFINITY;
  const share = (plan.share ?? Number.POSITIVE_INFINITY) - client.exchanges().length;
  return Math.max(0, Math.min(byTime, ofTheDay, share));
}

function checkPlan({ agreement, environment }: LivePlan): void {
  const url = URL.parse(environment.url);
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search) return;
  throw new ForewarnError('config', `the URL of ${environment.name} is no http or https base URL`, {
    place: { file: agreement.file },
    fix: 'write it like https://api.partner.example/v1, without credentials or query',
  });
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
