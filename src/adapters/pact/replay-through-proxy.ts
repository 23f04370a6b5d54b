import { randomBytes } from 'node:crypto';
import type { Log, Monotonic, PartnerClient } from '../../app/ports.ts';
import type { LiveInteraction } from '../../core/exchange/types.ts';
import { groupBy } from '../../core/group-by.ts';
import type { JsonObject } from '../../core/json.ts';
import { type Numbered, numberedCopy } from './numbered.ts';
import { interactionOutcomes } from './observe-interactions.ts';
import { startRecordingProxy } from './recording-proxy.ts';
import { type Run, replayApart } from './replay-apart.ts';
import { type MessageToReplay, messageCopy, messageOutcomes } from './replay-messages.ts';
import type { StateRecipes } from './state-recipes.ts';
import type { VerifierChild } from './verifier-child.ts';

/** What the verifier's process gets beyond the look's deadline, to report what it has; less where the look is short. */
const REPORTING_MS = 10_000;
const LEAST_REPORTING_MS = 2_000;

/** What is replayed, and who answers. */
export interface Replayed {
  /** Of whom the log speaks. */
  partner: string;
  interactions: readonly Numbered[];
  messages: readonly MessageToReplay[];
  client: Pick<PartnerClient, 'call'>;
  recipes: StateRecipes;
  /** The verifier's first process, which may be starting; others are started where it cannot read a pact. */
  child: VerifierChild;
  startChild: () => VerifierChild;
  monotonic: Monotonic;
  /** Monotonic ms by which the look must be over. */
  deadlineMs: number;
  log: Log;
}

/** Has the verifier replay interactions and messages through a recording proxy; what became of each. */
export async function replayThroughProxy(on: Replayed): Promise<LiveInteraction[]> {
  const { interactions, messages, client, recipes, startChild, monotonic, deadlineMs } = on;
  const prefix = randomBytes(16).toString('hex');
  const proxy = await startRecordingProxy({ interactions, messages, client, recipes, prefix });
  try {
    const { providerUrl, statesUrl } = proxy;
    const lookMs = Math.max(0, deadlineMs - monotonic.now());
    const reporting = Math.min(REPORTING_MS, Math.max(LEAST_REPORTING_MS, lookMs / 4));
    let waiting: VerifierChild | null = on.child;
    const run = async (part: readonly (Numbered | MessageToReplay)[]): Promise<Run> => {
      const before = proxy.asked();
      const child = waiting ?? startChild();
      waiting = null;
      const timeoutMs = Math.max(0, deadlineMs - monotonic.now()) + reporting;
      const pactUrls = proxy.serve(copiesOf(part));
      const outcome = await child.replay({ providerUrl, statesUrl, pactUrls, timeoutMs });
      if (!outcome.ok)
        on.log.warn('the verifier brought no result', { partner: on.partner, ...outcome.failure });
      return { replay: outcome, asked: proxy.asked() > before };
    };
    const mayRun = () => monotonic.now() < deadlineMs;
    const done = await replayApart([...interactions, ...messages], run, mayRun);
    return done.flatMap(({ items, replay }) => [
      ...interactionOutcomes(items.filter(isInteraction), proxy.unseen, replay),
      ...messageOutcomes(items.filter(isMessage), replay),
    ]);
  } finally {
    await proxy.close();
  }
}

/** Copies of the pacts for the verifier, with these interactions and messages only. */
function copiesOf(part: readonly (Numbered | MessageToReplay)[]): JsonObject[] {
  return [
    ...[...groupBy(part.filter(isInteraction), (one) => one.pact)].map(([pact, own]) =>
      numberedCopy(pact, own),
    ),
    ...[...groupBy(part.filter(isMessage), (one) => one.pact)].map(([pact, own]) => messageCopy(pact, own)),
  ];
}

function isMessage(one: Numbered | MessageToReplay): one is MessageToReplay {
  return 'message' in one;
}

function isInteraction(one: Numbered | MessageToReplay): one is Numbered {
  return 'interaction' in one;
}
