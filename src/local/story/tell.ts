import { catchUp } from '../../app/catch-up.ts';
import { releaseChange } from '../../app/release-change.ts';
import { parseEntry } from '../../core/ledger/parse-entry.ts';
import type { EntryBody, PartnerState } from '../../core/ledger/types.ts';
import { aftermath } from './aftermath.ts';
import { liveDay, nextDay, type StoryDay } from './days.ts';
import { createNarrator, type Narrator, nameOf, narrateDay } from './narrate.ts';
import type { Stage } from './stage.ts';
import { missingSteps, type StoryStep, stepsOf } from './steps.ts';
import { boxed, heldNotices, readNotice } from './told-notices.ts';

/** How the story is told. */
export interface Telling {
  say(line: string): void;
  colour: boolean;
  /** Real ms that a day takes at least. */
  dayMs: number;
  signal: AbortSignal;
}

/** A story that has not shown everything by then is over. */
const LAST_DAY = 20;

/**
 * Tells the story while it happens, day by day, from wherever the ledger stands.
 *
 * @returns the steps that were not seen; empty if the story is whole.
 */
export async function tellStory(stage: Stage, telling: Telling): Promise<StoryStep[]> {
  const { say, signal } = telling;
  const narrator = createNarrator({ ...stage, colour: telling.colour });
  const shown = new Map<string, number>();
  let missing = missingSteps(await seenSteps(stage));
  for (let day = nextDay(stage); day <= LAST_DAY && missing.length > 0 && !signal.aborted; day++) {
    const started = stage.ports.monotonic.now();
    const lived = await liveDay(stage, day);
    for (const line of narrateDay(lived, narrator)) say(line);
    for (const line of sentLines(stage, lived, narrator)) say(line);
    for (const { state } of lived.swept) await tendHeld(stage, state, { day, shown, say });
    missing = missingSteps(await seenSteps(stage));
    const rest = telling.dayMs - (stage.ports.monotonic.now() - started);
    if (missing.length > 0 && rest > 0) await stage.ports.monotonic.sleep(rest, signal);
  }
  if (missing.length === 0) {
    say('');
    say(narrator.paint('bold', 'What would have broken'));
    for (const state of await states(stage)) for (const line of aftermath(state, stage)) say(`  ${line}`);
  }
  return missing;
}

/** A held notice is shown whole on the day it appears, and released by a person on the next. */
async function tendHeld(
  stage: Stage,
  state: PartnerState,
  on: { day: number; shown: Map<string, number>; say(line: string): void },
): Promise<void> {
  const agreement = stage.agreements.find((one) => one.partner === state.partner);
  if (!agreement) return;
  for (const { change, rendered } of heldNotices(state, agreement, stage.journeys)) {
    const since = on.shown.get(change);
    if (since === undefined) {
      on.shown.set(change, on.day);
      on.say(
        `  Held for ${agreement.name} until a person on our side releases it (forewarn release ${change}):`,
      );
      on.say(boxed(`Subject: ${rendered.subject}\n\n${rendered.text}`));
    } else if (on.day > since) {
      await releaseChange(stage.ports, { agreement, ref: change, by: { kind: 'person', id: 'story' } });
      const { sent } = await stage.pipeline.sweep(state.partner);
      on.shown.delete(change);
      on.say(`  ${change} is released: ${sent.length} messages leave for ${agreement.name}.`);
    }
  }
}

function* sentLines(stage: Stage, day: StoryDay, narrator: Narrator): Generator<string> {
  for (const { sent, failed, state } of day.swept) {
    const agreement = stage.agreements.find((one) => one.partner === state.partner);
    for (const id of sent) {
      const notice = state.notices[id];
      if (!notice || !agreement) continue;
      const side = notice.due.side === 'ours' ? 'us' : nameOf(state.partner, narrator);
      yield `  Told to ${side}: ${readNotice(notice, state, agreement, stage.journeys).subject}`;
    }
    if (failed.length > 0)
      yield `  ${failed.length} messages could not be sent; tried again with the next look`;
  }
}

async function states(stage: Stage): Promise<PartnerState[]> {
  return Promise.all(stage.agreements.map(({ partner }) => catchUp(stage.ports, partner)));
}

async function seenSteps(stage: Stage): Promise<Set<StoryStep>> {
  const entries: EntryBody[] = [];
  for (const { partner } of stage.agreements) {
    for await (const entry of stage.ports.ledger.entries(partner)) entries.push(parseEntry(entry));
  }
  return stepsOf(entries);
}
