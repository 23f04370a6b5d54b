import type { Json } from '../../src/core/json.ts';
import { isDropped, isHeld } from '../../src/core/lifecycle/sendable.ts';
import type { Checked } from './check-folder.ts';
import { firstDifference } from './first-difference.ts';

/** What is wrong at the end of a story; counts for the summary. */
export interface Ending {
  faults: string[];
  lost: number;
  doubled: number;
}

/** Holds the end of a story that was cut off again and again against one that was left in peace. */
export function compareStories(story: Checked, peaceful: Checked): Ending {
  const faults: string[] = [];
  const arrived = story.deliveries.map(({ id }) => id);
  const expected = new Set(peaceful.deliveries.map(({ id }) => id));
  const lost = [...expected].filter((id) => !arrived.includes(id));
  const strange = arrived.filter((id, at) => !expected.has(id) || arrived.indexOf(id) !== at);
  faults.push(...lost.map((id) => `notice ${id} is lost`));
  faults.push(...strange.map((id) => `notice ${id} is doubled, or was never due in an undisturbed story`));
  faults.push(...unsent(story));
  const other = firstDifference(told(peaceful), told(story));
  if (other) faults.push(`an undisturbed story and this one differ at ${other}`);
  return { faults, lost: lost.length, doubled: strange.length };
}

/** What makes an undisturbed story worth comparing with. Yields what it lacks. */
export function* lacksOf(peaceful: Checked): Generator<string> {
  yield* unsent(peaceful);
  for (const folder of ['ours', 'theirs', 'webhooks'] as const) {
    if (!peaceful.deliveries.some((one) => one.folder === folder)) yield `nothing arrived in ${folder}`;
  }
}

function* unsent({ states }: Checked): Generator<string> {
  for (const state of states) {
    for (const notice of Object.values(state.notices)) {
      if (notice.sentAt === null && !isHeld(notice) && !isDropped(notice, state))
        yield `notice ${notice.due.id} of ${state.partner} has not left`;
    }
  }
}

/** What is due, and what is so, without how often it was tried and in which entry it stands. */
function told({ states }: Checked): Json {
  const parts = states.map(({ partner, environments, drifts, changes, notices }) => {
    const due = Object.fromEntries(Object.values(notices).map((one) => [one.due.id, one.due]));
    return [partner, { due, environments, drifts, changes }];
  });
  return Object.fromEntries(parts) as Json;
}
