import type { MessageSource } from '../../app/message-source.ts';
import type { Log, Monotonic, PartnerClient } from '../../app/ports.ts';
import { planMessages } from './replay-messages.ts';
import { replayThroughProxy } from './replay-through-proxy.ts';
import type { StateRecipes } from './state-recipes.ts';
import { startVerifier, type VerifierChild } from './verifier-child.ts';

/**
 * Judges messages of pacts by what was recorded of them, where no environment is looked at. Nobody is called; without a
 * recorded message not even the verifier starts.
 */
export function createMessageSource(options: {
  monotonic: Monotonic;
  log: Log;
  startChild?: () => VerifierChild;
}): MessageSource {
  const { monotonic, log, startChild = startVerifier } = options;
  return {
    judge: async ({ partner, pacts, recorded, deadlineMs }) => {
      const { replayed, left } = planMessages(pacts, recorded);
      if (replayed.length === 0) return left;
      const child = startChild();
      try {
        const on = { partner, client: NOBODY, recipes: NO_STATES, child, startChild };
        const judged = await replayThroughProxy({
          ...on,
          interactions: [],
          messages: replayed,
          monotonic,
          deadlineMs,
          log,
        });
        return [...judged, ...left].sort((a, b) => a.number - b.number);
      } finally {
        child.end();
      }
    },
  };
}

/** Messages are answered with what was recorded: there is nobody to call. */
const NOBODY: Pick<PartnerClient, 'call'> = { call: async () => ({ sent: false, skipped: 'mode' }) };

/** What is judged was sent already: its states need no preparing. */
const NO_STATES: StateRecipes = {
  prepare: async () => ({ ok: true, returns: {} }),
  tearDown: async () => undefined,
  tearDownAll: async () => undefined,
};
