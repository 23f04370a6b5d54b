import type { Park } from './events.ts';
import type { Random } from './random.ts';

/** How the process of a point dies. */
export type Death =
  /** It stands still at an event, and is killed there. */
  | { how: 'parked'; park: Park }
  /** It is killed while it does the nth write, some ms after that began. */
  | { how: 'writing'; n: number; ms: number }
  /** It is killed some ms after it was started, or after its data folder was open. */
  | { how: 'moment'; since: 'start' | 'open'; ms: number };

/** So many of a hundred points are between commit and send; one tenth is promised. */
const BETWEEN_SHARE = 0.15;
const UNRECORDED_SHARE = 0.1;
const PARKED_SHARE = 0.2;
const WRITING_SHARE = 0.3;
const STARTING_SHARE = 0.05;

/** The deaths of all points, in random order. */
export function planDeaths(points: number, random: Random): Death[] {
  const { between } = random;
  const share = (of: number, make: () => Death) => Array.from({ length: Math.ceil(points * of) }, make);
  const parked = (spot: Park['spot'], most: number): Death => {
    return { how: 'parked', park: { spot, n: between(1, most) } };
  };
  const moment = (since: 'start' | 'open', most: number): Death => {
    return { how: 'moment', since, ms: between(0, most) };
  };
  const deaths = [
    ...share(BETWEEN_SHARE, () => parked(between(0, 1) === 0 ? 'committed' : 'before send', 2)),
    ...share(UNRECORDED_SHARE, () => parked('after send', 3)),
    ...share(PARKED_SHARE, () => parked('any', 40)),
    ...share(WRITING_SHARE, () => ({ how: 'writing', n: between(1, 12), ms: between(0, 8) })),
    ...share(STARTING_SHARE, () => moment('start', 1500)),
    ...share(1, () => moment('open', 3000)),
  ];
  return random.shuffle(deaths.slice(0, points));
}
