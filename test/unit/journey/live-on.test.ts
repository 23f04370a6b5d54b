import { describe, expect, it } from 'vitest';
import { isFirstConfirmed, liveOn, newJourney, toTell } from '../../../src/core/journey/live-on.ts';
import type { JourneyState, JourneyWalk } from '../../../src/core/journey/types.ts';

const FAILING: JourneyWalk = {
  outcome: 'failing',
  failing: [{ step: 1, assertion: 'not-empty', pointer: '/places' }],
};
const HELD: JourneyWalk = { outcome: 'held' };
const day = (n: number) => `2026-11-0${n}T06:00:00.000Z`;

function stateAfter(...walks: [JourneyWalk, string][]): JourneyState {
  return walks.reduce((state, [walk, at]) => liveOn(state, walk, { confirm: 2, at }), newJourney('checkout'));
}

describe('how a journey stands after its walks', () => {
  it('suffers when two walks in a row failed, since the first of them', () => {
    expect(stateAfter([FAILING, day(1)])).toMatchObject({ state: 'suspected', since: day(1), failed: 1 });
    expect(stateAfter([FAILING, day(1)], [FAILING, day(2)])).toMatchObject({
      state: 'suffering',
      since: day(1),
    });
  });

  it('is well again after as many that held', () => {
    const suffering: [JourneyWalk, string][] = [
      [FAILING, day(1)],
      [FAILING, day(2)],
      [HELD, day(3)],
    ];
    expect(stateAfter(...suffering)).toMatchObject({ state: 'suffering', held: 1 });
    expect(stateAfter(...suffering, [HELD, day(4)])).toMatchObject({ state: 'ok', since: null });
  });

  it('counts an instant once, however often it is walked there', () => {
    const once = stateAfter([FAILING, day(1)]);
    const again = stateAfter([FAILING, day(1)], [FAILING, day(1)], [HELD, day(1)]);
    expect(again).toEqual(once);
    expect(isFirstConfirmed(once, again)).toBe(false);
    expect(toTell(once, again, ['0f'])).toMatchObject({ told: null });
  });
});
