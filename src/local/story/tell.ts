import { releaseChange } from '../../app/release-change.ts';
import { groupBy } from '../../core/group-by.ts';
import { parseEntry } from '../../core/ledger/parse-entry.ts';
import type { EntryBody, PartnerState } from '../../core/ledger/types.ts';
import { liveDay, nextDay, type StoryDay } from './days.ts';
import { JOURNEYS, type NameOf, narrateDay } from './narrate.ts';
import { quietDays } from './quiet-days.ts';
import type { Stage } from './stage.ts';
import { missingSteps, type StoryStep, stepsOf, stepsWith } from './steps.ts';
import { createStoryWriter, type StoryLine, type StoryWriter, US } from './story-line.ts';
import { storySummary } from './summary.ts';
import { boxed, heldNotices, readNotice } from './told-notices.ts';

/** How the story is told. */
export interface Telling {
  say(line: string): void;
  /** Says what is being done, until the next word or `''`; only where somebody looks. */
  progress?(doing: string): void;
  colour: boolean;
  /** Columns of the terminal; left out: nothing is wrapped. */
  columns?: number;
  /** Real ms that a day takes at least. */
  dayMs: number;
  signal: AbortSignal;
}

/** What waits for a release: since which day, and whether one was shown whole already. */
interface HeldSoFar {
  since: Map<string, number>;
  isShown: boolean;
}

/** A story that has not shown everything by then is over. */
const LAST_DAY = 20;

/**
 * Tells the story while it happens, day by day, from wherever the ledger stands. Days that bring nothing are told
 * together.
 *
 * @returns the steps that were not seen; empty if the story is whole.
 */
export async function tellStory(stage: Stage, telling: Telling): Promise<StoryStep[]> {
  const { say, signal } = telling;
  const nameOf: NameOf = (partner) =>
    stage.agreements.find((one) => one.partner === partner)?.name ?? partner;
  const names = [...stage.agreements.map(({ name }) => name), US, JOURNEYS];
  const writer = createStoryWriter({ ...telling, names });
  const held: HeldSoFar = { since: new Map(), isShown: false };
  const quiet: StoryDay[] = [];
  const stuck = new Set<string>();
  const expected = stepsWith(stage.agreements, stage.partners.planned);
  const stillMissing = async () => missingSteps(await seenSteps(stage), expected);
  let missing = await stillMissing();
  for (let day = nextDay(stage); day <= LAST_DAY && missing.length > 0 && !signal.aborted; day++) {
    const started = stage.ports.monotonic.now();
    telling.progress?.(`Day ${day} ...`);
    const lived = await liveDay(stage, day);
    const lines = [...narrateDay(lived, { nameOf, stuck }), ...sentLines(stage, lived, nameOf)];
    const tended = [];
    for (const { state } of lived.swept)
      tended.push(...(await tendHeld(stage, state, { day, held, writer })));
    telling.progress?.('');
    if (lines.length + tended.length === 0) quiet.push(lived);
    else {
      for (const line of quietDays(quiet.splice(0), writer)) say(line);
      say(writer.heading(`Day ${day}, ${lived.date}`));
      for (const line of lines) say(writer.line(line));
      for (const line of tended) say(line);
    }
    missing = await stillMissing();
    const rest = telling.dayMs - (stage.ports.monotonic.now() - started);
    if (missing.length > 0 && rest > 0) await stage.ports.monotonic.sleep(rest, signal);
  }
  for (const line of quietDays(quiet, writer)) say(line);
  if (missing.length === 0) for (const line of await storySummary(stage, writer)) say(line);
  return missing;
}

/**
 * What is held is told on the day it appears, the first one whole, and released by a person on the next.
 *
 */
async function tendHeld(
  stage: Stage,
  state: PartnerState,
  on: { day: number; held: HeldSoFar; writer: StoryWriter },
): Promise<string[]> {
  const agreement = stage.agreements.find((one) => one.partner === state.partner);
  if (!agreement) return [];
  const lines: string[] = [];
  const { held, writer } = on;
  for (const { change, rendered } of heldNotices(state, agreement, stage.journeys)) {
    const since = held.since.get(change);
    if (since === undefined) {
      held.since.set(change, on.day);
      const text = `a notice on ${change} waits for a person on our side: forewarn release ${change}`;
      lines.push(writer.line({ mark: 'held', who: agreement.name, text }));
      if (!held.isShown) lines.push(writer.plain(boxed(`Subject: ${rendered.subject}\n\n${rendered.text}`)));
      held.isShown = true;
    } else if (on.day > since) {
      await releaseChange(stage.ports, { agreement, ref: change, by: { kind: 'person', id: 'story' } });
      const { sent } = await stage.pipeline.sweep(state.partner);
      held.since.delete(change);
      const what = sent.length === 1 ? 'one message leaves' : `${sent.length} messages leave`;
      const text = `${change} is released by a person: ${what}`;
      lines.push(writer.line({ mark: 'told', who: agreement.name, text }));
    }
  }
  return lines;
}

function* sentLines(stage: Stage, day: StoryDay, nameOf: NameOf): Generator<StoryLine> {
  for (const { sent, failed, state } of day.swept) {
    const agreement = stage.agreements.find((one) => one.partner === state.partner);
    const notices = agreement ? sent.flatMap((id) => state.notices[id] ?? []) : [];
    const told = notices.map((notice) => ({
      who: notice.due.side === 'ours' ? US : nameOf(state.partner),
      text: agreement ? readNotice(notice, state, agreement, stage.journeys).subject : '',
    }));
    for (const some of groupBy(told, ({ who, text }) => `${who} ${text}`).values())
      for (const one of some.slice(0, 1)) yield { mark: 'told', ...one };
    if (failed.length > 0)
      yield {
        mark: 'unseen',
        who: nameOf(state.partner),
        text: `${failed.length} messages could not be sent; tried again with the next look`,
      };
  }
}

async function seenSteps(stage: Stage): Promise<Set<StoryStep>> {
  const entries: EntryBody[] = [];
  for (const { partner } of stage.agreements) {
    for await (const entry of stage.ports.ledger.entries(partner)) entries.push(parseEntry(entry));
  }
  return stepsOf(entries, stage.agreements);
}
