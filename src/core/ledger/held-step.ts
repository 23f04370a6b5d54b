/** What a person decided about notices that wait: they may leave, wait until a day (ISO), or never leave. */
export type HeldStep =
  | { type: 'released'; change: string; notices: string[] }
  | { type: 'kept-back'; change: string; until: string; why: string }
  | { type: 'dropped'; change: string; notices: string[]; why: string };

/** Since when, until which day (ISO) and why something is kept back. */
export interface KeptBack {
  at: string;
  until: string;
  why: string;
}
