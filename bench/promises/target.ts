/** A promise, and what was measured of it. */
export interface Target {
  what: string;
  /** What was promised. */
  target: string;
  /** What it is. */
  figure: string;
  met: boolean;
}
