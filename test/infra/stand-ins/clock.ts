/** The time that services keep: set by a test, so that hours of waiting pass at once. */
export interface WorldClock {
  now(): number;
  /** To an instant, in ms since 1970; never back. */
  moveTo(instant: number): void;
  /** To an instant, also back: for a test that begins again. */
  set(instant: number): void;
  /** On by ms. */
  pass(ms: number): void;
}

/** A clock that stands until it is moved. */
export function createWorldClock(start: string): WorldClock {
  let instant = Date.parse(start);
  return {
    now: () => instant,
    moveTo: (to) => {
      instant = Math.max(instant, to);
    },
    set: (to) => {
      instant = to;
    },
    pass: (ms) => {
      instant += ms;
    },
  };
}
