import { canonicalJson } from '../../src/core/canonical-json.ts';
import type { Json } from '../../src/core/json.ts';
import { isDropped, isHeld } from '../../src/core/lifecycle/sendable.ts';
import type { Checked } from './check-folder.ts';

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
  if (due(story) !== due(peaceful)) faults.push('other notices are due than in an undisturbed story');
  if (present(story) !== present(peaceful))
    faults.push('changes and differences are others than in an undisturbed story');
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

function due({ states }: Checked): string {
  const notices = states.flatMap((state) => Object.values(state.notices).map((one) => one.due));
  return canonicalJson(notices.sort((a, b) => (a.id < b.id ? -1 : 1)) as unknown as Json);
}

function present({ states }: Checked): string {
  const told = states.map(({ partner, environments, drifts, changes }) => ({
    partner,
    environments,
    drifts,
    changes,
  }));
  return canonicalJson(told as unknown as Json);
}
